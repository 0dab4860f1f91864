package io.github.homeexporter;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The house keeps its shape: who may know whom, and what protocol code may not touch. */
@AnalyzeClasses(packages = "io.github.homeexporter", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    static final String[] DEVICES = {
        "..luxtronik..", "..host..", "..loxone..", "..isg..", "..modbus..", "..obis..", "..tapo.."
    };
    private static final String[] OUTPUTS = {
        "..homeexporter.prometheus..", "..otlp..", "..homeassistant..", "..status.."
    };

    /** Protocols, documents, vocabularies: bytes and ticks in, samples and bytes out. */
    private static final List<String> PURE = List.of(
            "words",
            "loxone.frame",
            "loxone.login",
            "loxone.structure",
            "loxone.state",
            "luxtronik.document",
            "luxtronik.binary",
            "isg.page",
            "modbus.protocol",
            "modbus.registers",
            "tapo.wire",
            "tapo.plug",
            "obis.telegram",
            "discovery.question",
            "host.table",
            "host.proc",
            "host.report",
            "host.environment",
            "otlp.model",
            "homeassistant.entity",
            "comparison.series",
            "comparison.query");

    /** Where a device or an output meets the world: sockets, files, threads, clocks, Camel. */
    private static final List<String> EDGES = List.of(
            "loxone",
            "luxtronik",
            "isg",
            "isg.sgready",
            "modbus",
            "tapo",
            "obis",
            "discovery",
            "web",
            "host",
            "host.collector",
            "host.command",
            "host.proxmox",
            "otlp",
            "homeassistant",
            "prometheus",
            "status",
            "comparison");

    /** What all of them stand on, and what puts them together. */
    private static final List<String> GROUND = List.of(
            "program",
            "sample",
            "tape",
            "formats",
            "mutate",
            "select",
            "net",
            "net.tls",
            "poll",
            "conversation",
            "http",
            "settings",
            "routes",
            "log",
            "replaced",
            "replaced.luxyaml",
            "start",
            "demo",
            "demo.isg",
            "demo.loxone",
            "demo.luxtronik",
            "demo.net",
            "demo.proxmox",
            "demo.tapo");

    @ArchTest
    static final ArchRule devices_do_not_see_outputs = noClasses()
            .that()
            .resideInAnyPackage(DEVICES)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(OUTPUTS);

    @ArchTest
    static final ArchRule outputs_do_not_see_devices = noClasses()
            .that()
            .resideInAnyPackage(OUTPUTS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(DEVICES);

    /** What a person wrote reaches a device as options; what becomes of files is told to the store. */
    @ArchTest
    static final ArchRule devices_and_outputs_do_not_see_settings_and_route_files = noClasses()
            .that()
            .resideInAnyPackage(
                    Stream.concat(Stream.of(DEVICES), Stream.of(OUTPUTS)).toArray(String[]::new))
            .and()
            .resideOutsideOfPackage("..demo..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..homeexporter.routes..", "..homeexporter.settings..");

    @ArchTest
    static final ArchRule nothing_depends_on_the_demo_but_the_start = noClasses()
            .that()
            .resideOutsideOfPackages("..demo..", "..start..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..demo..");

    /** A simulator that shares the product's codec would share its mistakes. */
    @ArchTest
    static final ArchRule the_demo_knows_nobody = noClasses()
            .that()
            .resideInAPackage("..homeexporter.demo..")
            .should()
            .dependOnClassesThat(resideInAnyPackage("io.github.homeexporter..")
                    .and(not(resideInAnyPackage("..homeexporter.demo.."))));

    /** So that all of it can be taken away in one move. */
    @ArchTest
    static final ArchRule nothing_knows_the_replaced_exporters_but_the_start = noClasses()
            .that()
            .resideOutsideOfPackages("..replaced..", "..start..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..homeexporter.replaced..");

    @ArchTest
    static final ArchRule nothing_knows_the_start_but_the_program = noClasses()
            .that()
            .resideOutsideOfPackages("..start..", "io.github.homeexporter")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..homeexporter.start..");

    @ArchTest
    static final ArchRule protocols_do_no_io = noClasses()
            .that()
            .resideInAnyPackage(names(PURE))
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                            "java.net..",
                            "javax.net..",
                            "java.nio.channels..",
                            "java.nio.file..",
                            "io.vertx..",
                            "io.netty..",
                            "com.hivemq..",
                            "org.apache.camel..")
                    .and(not(nameMatching("java\\.net\\.(URI|URISyntaxException|URLEncoder|URLDecoder)"))));

    @ArchTest
    static final ArchRule protocols_have_no_threads_and_no_clock = noClasses()
            .that()
            .resideInAnyPackage(names(PURE))
            .should()
            .dependOnClassesThat(nameMatching(
                    "java\\.util\\.(Timer|concurrent\\.(.*Executor.*|.*Future|ThreadLocalRandom|locks\\..*))"))
            .orShould()
            .accessClassesThat(nameMatching("java\\.lang\\.Thread"))
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(Clock.class, "systemUTC")
            .orShould()
            .callMethod(Clock.class, "systemDefaultZone");

    /** A fixed rate asks without a pause, after a slow time, for all that was missed. */
    @ArchTest
    static final ArchRule devices_are_asked_by_rounds = noClasses()
            .that()
            .resideInAnyPackage(DEVICES)
            .and()
            .resideOutsideOfPackage("..demo..")
            .should()
            .callMethod(
                    ScheduledExecutorService.class,
                    "scheduleAtFixedRate",
                    Runnable.class,
                    long.class,
                    long.class,
                    TimeUnit.class);

    /** A package that nobody has given a place in this house fails here: add it to PURE, EDGES or GROUND. */
    @ArchTest
    static final ArchRule every_package_has_its_place = classes()
            .should()
            .resideInAnyPackage(names(Stream.of(PURE, EDGES, GROUND, List.of(""))
                    .flatMap(List::stream)
                    .toList()));

    @ArchTest
    static final ArchRule samples_know_nobody_but_formats = noClasses()
            .that()
            .resideInAPackage("..sample..")
            .should()
            .dependOnClassesThat(resideInAnyPackage("io.github.homeexporter..")
                    .and(not(resideInAnyPackage("..sample..", "..homeexporter.formats.."))));

    @ArchTest
    static final ArchRule the_port_knows_no_device_and_no_output = noClasses()
            .that()
            .resideInAPackage("..homeexporter.http..")
            .should()
            .dependOnClassesThat(resideInAnyPackage("io.github.homeexporter..")
                    .and(not(resideInAnyPackage("..homeexporter.http..", "..sample..", "..net.."))));

    @ArchTest
    static final ArchRule no_package_cycles =
            slices().matching("io.github.homeexporter.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule names_say_what_a_class_is_for =
            classes().should().haveNameNotMatching(".*(Util|Utils|Helper|Manager|Impl)");

    /** A component's scheme is its package: whoever looks for the code of a step finds it. */
    @ArchTest
    static final ArchRule a_scheme_is_a_package = classes()
            .that()
            .areAnnotatedWith(org.apache.camel.spi.annotations.Component.class)
            .should(new com.tngtech.archunit.lang.ArchCondition<>("bear their package's name as scheme") {
                @Override
                public void check(JavaClass c, com.tngtech.archunit.lang.ConditionEvents events) {
                    String scheme = c.getAnnotationOfType(org.apache.camel.spi.annotations.Component.class)
                            .value();
                    String folder = c.getPackageName().replaceFirst(".*\\.", "");
                    if (!scheme.equals(folder) && !scheme.equals(folder + "s")) {
                        events.add(com.tngtech.archunit.lang.SimpleConditionEvent.violated(
                                c, c.getName() + " has scheme " + scheme));
                    }
                }
            });

    /** A file is one thought; what does not fit has two. */
    @ArchTest
    static void no_file_has_more_than_300_lines(JavaClasses ignored) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                assertThat(Files.readAllLines(file).size()).as(file.toString()).isLessThanOrEqualTo(300);
            }
        }
    }

    @ArchTest
    static void no_two_files_have_one_name(JavaClasses all) {
        assertThat(all.stream()
                        .filter(c -> c.isTopLevelClass() && !c.getSimpleName().equals("package-info"))
                        .map(JavaClass::getSimpleName))
                .doesNotHaveDuplicates();
    }

    private static String[] names(List<String> rooms) {
        return rooms.stream()
                .map(room -> "io.github.homeexporter" + (room.isEmpty() ? "" : "." + room))
                .toArray(String[]::new);
    }
}
