package io.github.homeexporter;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;

/** The house keeps its shape: who may know whom, and what protocol code may not touch. */
@AnalyzeClasses(packages = "io.github.homeexporter", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String[] DEVICES = {
        "..luxtronik..", "..host..", "..loxone..", "..isg..", "..modbus..", "..tapo.."
    };
    private static final String[] OUTPUTS = {
        "..homeexporter.prometheus..", "..otlp..", "..homeassistant..", "..status.."
    };

    /** The thin layer around a protocol: these may use Camel, sockets, files and clocks. */
    private static final String EDGE =
            ".*(Component|Endpoint|Consumer|Producer|Configurer|UriFactory|Options|Files?|Worker|Poller|Guard|Dial|Codec)(\\$.*)?";

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

    @ArchTest
    static final ArchRule nothing_depends_on_the_demo_but_the_start = noClasses()
            .that()
            .resideOutsideOfPackages("..demo..", "..config..", "io.github.homeexporter")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..demo..");

    @ArchTest
    static final ArchRule protocols_do_no_io = noClasses()
            .that()
            .resideInAnyPackage(DEVICES)
            .and(not(nameMatching(EDGE)))
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                            "java.net..",
                            "javax.net..",
                            "java.nio.channels..",
                            "io.vertx..",
                            "io.netty..",
                            "java.nio.file..")
                    .and(not(nameMatching("java\\.net\\.(URI|URLEncoder)")))
                    .or(resideInAnyPackage("org.apache.camel..")
                            .and(not(resideInAnyPackage("org.apache.camel.util.json..")))));

    @ArchTest
    static final ArchRule protocols_have_no_threads_and_no_clock = noClasses()
            .that()
            .resideInAnyPackage(DEVICES)
            .and(not(nameMatching(EDGE)))
            .should()
            .accessClassesThat(
                    nameMatching("java\\.lang\\.Thread|java\\.util\\.concurrent\\.Executors|java\\.util\\.Timer"))
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

    /** What is decided about messages is decided without a broker, a file or a clock; only the edge has them. */
    @ArchTest
    static final ArchRule messages_are_made_without_a_broker = noClasses()
            .that()
            .resideInAPackage("..homeexporter.homeassistant..")
            .and(not(nameMatching(EDGE)))
            .and(not(nameMatching(".*\\.(BrokerClient|Mqtt[35]Client)(\\$.*)?")))
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                    "com.hivemq..",
                    "io.netty..",
                    "java.net..",
                    "java.nio.file..",
                    "java.util.concurrent..",
                    "org.apache.camel.."))
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Instant.class, "now");

    @ArchTest
    static final ArchRule what_is_sent_by_otlp_is_made_without_io_threads_and_clock = noClasses()
            .that()
            .resideInAPackage("..otlp..")
            .and(not(nameMatching(EDGE)))
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                            "java.net..",
                            "javax.net..",
                            "java.nio.channels..",
                            "java.nio.file..",
                            "java.util.concurrent..",
                            "io.vertx..",
                            "io.netty..",
                            "org.apache.camel..")
                    .and(not(nameMatching("java\\.util\\.concurrent\\.TimeUnit"))))
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Instant.class, "now");

    @ArchTest
    static final ArchRule samples_know_nobody = noClasses()
            .that()
            .resideInAPackage("..sample..")
            .should()
            .dependOnClassesThat(
                    resideInAnyPackage("io.github.homeexporter..").and(not(resideInAnyPackage("..sample.."))));

    @ArchTest
    static final ArchRule the_port_knows_no_device_and_no_output = noClasses()
            .that()
            .resideInAPackage("..homeexporter.http..")
            .should()
            .dependOnClassesThat(resideInAnyPackage("io.github.homeexporter..")
                    .and(not(resideInAnyPackage("..homeexporter.http..", "..sample.."))));

    @ArchTest
    static final ArchRule no_package_cycles =
            slices().matching("io.github.homeexporter.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule names_say_what_a_class_is_for = classes()
            .should()
            .haveSimpleNameNotEndingWith("Util")
            .andShould()
            .haveSimpleNameNotEndingWith("Utils")
            .andShould()
            .haveSimpleNameNotEndingWith("Helper")
            .andShould()
            .haveSimpleNameNotEndingWith("Manager")
            .andShould()
            .haveSimpleNameNotEndingWith("Impl");

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
}
