package io.github.homeexporter.discovery;

import io.github.homeexporter.discovery.HomeSearch.Targets;
import io.github.homeexporter.discovery.SetAlready.ResolvedNames;
import io.github.homeexporter.discovery.question.DatagramQuestions.LuxtronikQuestion;
import io.github.homeexporter.discovery.question.DatagramQuestions.MiniserverQuestion;
import io.github.homeexporter.discovery.question.DatagramQuestions.SpeedwireQuestion;
import io.github.homeexporter.discovery.question.ServiceQuestion;
import io.github.homeexporter.tapo.PlugQuestion;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** One search: all questions at once in each network, an ear for the whole of the time, one look at some of who answered. */
final class Search {
    /** Of a kind: more are invented. */
    private static final int MOST = 300;

    private static final int LATE_SECONDS = 2;

    private final List<LocalNetwork> networks;
    private final Duration time;
    private final Targets targets;
    private final SetAlready set;
    private final Consumer<String> said;

    /** Port of the binary interface by address. */
    private final Map<String, Integer> controllers = new LinkedHashMap<>();

    private record Miniserver(String from, MiniserverQuestion.Answer answer) {}

    private final Map<String, Miniserver> miniservers = new LinkedHashMap<>();
    private final ServiceQuestion services = new ServiceQuestion(Announced.types());
    private final Set<String> inverters = new LinkedHashSet<>();
    private final FoundPlugs plugs = new FoundPlugs();

    /**
     * @param said takes a sentence for all that is asked, and all that could not be
     */
    Search(List<LocalNetwork> networks, Duration time, Targets targets, SetAlready set, Consumer<String> said) {
        this.networks = networks;
        this.time = time;
        this.targets = targets;
        this.set = set;
        this.said = said;
    }

    /** @throws IOException when nothing at all can be asked here */
    List<FoundDevice> run(ResolvedNames.Resolver resolver) throws IOException {
        ResolvedNames isg = new ResolvedNames(targets.isgNames(), resolver);
        CountDownLatch plugsAsked = askForPlugs();
        try (Datagrams datagrams = new Datagrams(said)) {
            open(datagrams);
            tell();
            datagrams.listen(time.toMillis());
            if (!networks.isEmpty()) {
                datagrams.orNobody();
            }
        }
        try {
            // its answers come in the same time, but where this machine is slow
            if (!plugsAsked.await(LATE_SECONDS, TimeUnit.SECONDS)) {
                said.accept("TP-Link: the search did not end in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return found(isg);
    }

    private void tell() {
        for (LocalNetwork network : networks) {
            said.accept("asked on " + network.name() + " (" + network.address().getHostAddress() + "): "
                    + (network.broadcast().isPresent()
                            ? "Luxtronik UDP " + joined(targets.controllers()) + ", Loxone UDP " + targets.miniservers()
                                    + ", TP-Link UDP " + joined(targets.plugs()) + ", "
                            : "no broadcast there, only ")
                    + "services by multicast DNS, SMA by multicast");
        }
        said.accept("asked this machine's resolver for " + String.join(", ", targets.isgNames()));
    }

    private static String joined(List<Integer> ports) {
        return ports.stream().map(String::valueOf).collect(Collectors.joining(" "));
    }

    private void open(Datagrams datagrams) {
        List<InetAddress> broadcasts = networks.stream()
                .flatMap(network -> network.broadcast().stream())
                .distinct()
                .toList();
        if (!broadcasts.isEmpty()) {
            for (int port : targets.controllers()) {
                openForControllers(datagrams, port, at(broadcasts, port));
            }
            IOException taken = datagrams.open(
                    "Loxone",
                    null,
                    targets.miniserverAnswers(),
                    at(broadcasts, targets.miniservers()),
                    MiniserverQuestion.bytes(),
                    this::miniserver);
            if (taken != null) {
                said.accept("Loxone: UDP port " + targets.miniserverAnswers() + " is taken by another program ("
                        + taken.getMessage() + "), and Miniservers answer to no other: end that program for a moment");
            }
        }
        for (LocalNetwork network : networks) {
            openIn(datagrams, network, "multicast DNS", targets.services(), services.bytes(), services::heard);
            openIn(datagrams, network, "SMA", targets.inverters(), SpeedwireQuestion.bytes(), this::inverter);
        }
    }

    /** Other clients ask from the port that they ask; whether a controller answers to another is not known. */
    private void openForControllers(Datagrams datagrams, int port, List<InetSocketAddress> to) {
        IOException taken = datagrams.open("Luxtronik", null, port, to, LuxtronikQuestion.bytes(), this::controller);
        if (taken != null) {
            IOException failed = datagrams.open("Luxtronik", null, 0, to, LuxtronikQuestion.bytes(), this::controller);
            said.accept("Luxtronik: UDP port " + port + " is taken by another program (" + taken.getMessage() + "); "
                    + (failed == null ? "asked from another" : "nor could another be opened: " + failed.getMessage()));
        }
    }

    private void openIn(
            Datagrams datagrams,
            LocalNetwork network,
            String what,
            InetSocketAddress to,
            byte[] question,
            Datagrams.Ear ear) {
        IOException failed = datagrams.open(what, network.address(), 0, List.of(to), question, ear);
        if (failed != null) {
            said.accept(what + ": cannot be asked on " + network.name() + ": " + failed.getMessage());
        }
    }

    private static List<InetSocketAddress> at(List<InetAddress> addresses, int port) {
        return addresses.stream().map(to -> new InetSocketAddress(to, port)).toList();
    }

    private List<byte[]> controller(String from, byte[] datagram) {
        LuxtronikQuestion.answer(datagram).ifPresent(port -> {
            if (controllers.size() < MOST) {
                controllers.putIfAbsent(from, port);
            }
        });
        return List.of();
    }

    private List<byte[]> miniserver(String from, byte[] datagram) {
        MiniserverQuestion.answer(datagram).ifPresent(answer -> {
            if (miniservers.size() < MOST) {
                miniservers.putIfAbsent(answer.serial() + from, new Miniserver(from, answer));
            }
        });
        return List.of();
    }

    private List<byte[]> inverter(String from, byte[] datagram) {
        if (SpeedwireQuestion.isAnswer(datagram) && inverters.size() < MOST) {
            inverters.add(from);
        }
        return List.of();
    }

    /** In threads of their own: the product's question for plugs listens by itself. */
    private CountDownLatch askForPlugs() {
        PlugQuestion question = new PlugQuestion();
        Map<String, List<String>> broadcasts = new LinkedHashMap<>();
        networks.forEach(network -> network.broadcast().ifPresent(all -> broadcasts
                .computeIfAbsent(network.name(), name -> new ArrayList<>())
                .add(all.getHostAddress())));
        CountDownLatch asked = new CountDownLatch(broadcasts.size());
        broadcasts.forEach((network, to) -> {
            Thread thread = new Thread(
                    () -> {
                        try {
                            question.ask(network, to, targets.plugs(), time, plugs::heard);
                        } catch (IOException | RuntimeException e) {
                            said.accept("TP-Link on " + network + ": " + e.getMessage());
                        } finally {
                            asked.countDown();
                        }
                    },
                    "plug-question");
            thread.setDaemon(true);
            thread.start();
        });
        return asked;
    }

    /** Whether somebody else says the same serial number. */
    private boolean isClaimed(Miniserver one) {
        return miniservers.values().stream()
                .anyMatch(other -> other.answer().serial().equals(one.answer().serial())
                        && !other.from().equals(one.from()));
    }

    private List<FoundDevice> found(ResolvedNames isg) {
        List<FoundDevice> found = new ArrayList<>();
        Checks checks = new Checks(targets, set);
        controllers.forEach((address, port) -> found.add(checks.controller(address, port)));
        miniservers.values().forEach(one -> found.add(checks.miniserver(one.from(), one.answer(), isClaimed(one))));
        // a router may answer for a name that it does not know
        isg.inHome().entrySet().stream()
                .flatMap(each -> checks.isg(each.getValue(), each.getKey()).stream())
                .findFirst()
                .ifPresent(found::add);
        found.addAll(plugs.devices(set));
        found.addAll(Announced.devices(services.services()));
        inverters.forEach(address -> found.add(FoundDevice.other(
                "sma.address",
                "SMA " + address,
                address,
                "SMA device at " + address,
                "--add sma-inverter=" + address + ", sma-hybrid or sunspec, by what it is and has switched on")));
        return found;
    }
}
