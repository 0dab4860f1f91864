package io.github.homeexporter.discovery.question;

import io.github.homeexporter.discovery.question.DnsPacket.Ask;
import io.github.homeexporter.discovery.question.DnsPacket.DnsName;
import io.github.homeexporter.discovery.question.DnsPacket.Entry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which services of some types there are, asked by multicast DNS from a port of one's own (RFC 6762 6.7), and what the answers
 * of each sender say together. Nothing that one says counts for what another says.
 */
public final class ServiceQuestion {
    private static final String DOMAIN = "local";
    private static final int MOST_SENDERS = 300;
    private static final int MOST_RECORDS = 6_000;
    private static final int MOST_RECORDS_OF_ONE = 2_000;
    /** Asked for by their names, all in all. */
    private static final int MOST_ASKED_AGAIN = 64;
    /** Of questions in one packet. */
    private static final int MOST_AT_ONCE = 8;

    private static final int ID = 0x4845;

    /**
     * One service.
     *
     * @param type as {@code _http._tcp}
     * @param instance the name its owner gave it: foreign text
     * @param address of its host as the host says it, else that of who sent the answer
     * @param port 0 when it was not said
     * @param says of what it says something: foreign text
     */
    public record Service(String type, String instance, String address, int port, Set<String> says) {}

    private static final class Sender {
        /** The service's name as it was said by its folded one. */
        final Map<DnsName, DnsName> instances = new LinkedHashMap<>();

        final Map<DnsName, Entry.Place> places = new HashMap<>();
        final Map<DnsName, Set<String>> texts = new HashMap<>();
        final Map<DnsName, String> addresses = new HashMap<>();
        int records;
    }

    private final List<String> types;
    private final Map<DnsName, String> known = new HashMap<>();
    private final Map<String, Sender> senders = new LinkedHashMap<>();
    private int records;
    private final Set<Ask> askedAgain = new HashSet<>();

    /** @param types as {@code _http._tcp} */
    public ServiceQuestion(List<String> types) {
        this.types = List.copyOf(types);
        types.forEach(type -> known.put(DnsName.of(type + "." + DOMAIN).folded(), type));
    }

    public byte[] bytes() {
        return DnsPacket.question(
                ID,
                types.stream()
                        .map(type -> new Ask(DnsName.of(type + "." + DOMAIN), DnsPacket.POINTER))
                        .toList());
    }

    /**
     * Takes an answer.
     *
     * @param from address of who sent it
     * @return what else is to be asked: for each place or address that the answer left out, once
     */
    public List<byte[]> heard(String from, byte[] packet) {
        List<Entry> entries = DnsPacket.answer(packet);
        if (entries.isEmpty() || (!senders.containsKey(from) && senders.size() >= MOST_SENDERS)) {
            return List.of();
        }
        Sender sender = senders.computeIfAbsent(from, first -> new Sender());
        for (Entry entry : entries) {
            if (sender.records++ < MOST_RECORDS_OF_ONE && records++ < MOST_RECORDS) {
                take(from, sender, entry);
            }
        }
        return missing(sender);
    }

    private static boolean isOfAHost(String ip) {
        int first = Integer.parseInt(ip.substring(0, ip.indexOf('.')));
        return first > 0 && first < 224 && first != 127;
    }

    private void take(String from, Sender sender, Entry entry) {
        DnsName name = entry.name().folded();
        if (entry instanceof Entry.Pointer pointer) {
            if (known.containsKey(name) && pointer.instance().parent().folded().equals(name)) {
                sender.instances.putIfAbsent(pointer.instance().folded(), pointer.instance());
            }
        } else if (entry instanceof Entry.Place place) {
            sender.places.put(name, place);
        } else if (entry instanceof Entry.Text text) {
            sender.texts.put(name, text.keys());
        } else if (entry instanceof Entry.Address address && isOfAHost(address.ip())) {
            // a machine with containers says theirs too: the one that it was heard from can be reached
            sender.addresses.merge(name, address.ip(), (one, other) -> other.equals(from) ? other : one);
        }
    }

    private List<byte[]> missing(Sender sender) {
        List<Ask> asks = new ArrayList<>();
        sender.instances.forEach((name, said) -> {
            Entry.Place place = sender.places.get(name);
            if (place == null) {
                ask(said, DnsPacket.PLACE, asks);
                ask(said, DnsPacket.TEXT, asks);
            } else if (!sender.addresses.containsKey(place.host().folded())) {
                ask(place.host(), DnsPacket.ADDRESS, asks);
            }
        });
        List<byte[]> packets = new ArrayList<>();
        for (int i = 0; i < asks.size(); i += MOST_AT_ONCE) {
            packets.add(DnsPacket.question(ID, asks.subList(i, Math.min(asks.size(), i + MOST_AT_ONCE))));
        }
        return packets;
    }

    private void ask(DnsName name, int type, List<Ask> asks) {
        if (askedAgain.size() < MOST_ASKED_AGAIN && askedAgain.add(new Ask(name.folded(), type))) {
            asks.add(new Ask(name, type));
        }
    }

    /** All that was heard of. */
    public List<Service> services() {
        List<Service> services = new ArrayList<>();
        senders.forEach((from, sender) -> sender.instances.forEach((name, said) -> {
            Entry.Place place = sender.places.get(name);
            services.add(new Service(
                    known.get(name.parent()),
                    said.first(),
                    place == null
                            ? from
                            : sender.addresses.getOrDefault(place.host().folded(), from),
                    place == null ? 0 : place.port(),
                    sender.texts.getOrDefault(name, Set.of())));
        }));
        return services;
    }
}
