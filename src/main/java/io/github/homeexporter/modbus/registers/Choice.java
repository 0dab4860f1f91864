package io.github.homeexporter.modbus.registers;

import io.github.homeexporter.modbus.protocol.Reply;
import io.github.homeexporter.modbus.protocol.Span;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Which registers a device has: one map, or several among which a register of the device decides.
 *
 * @param ask the register to look at first, null when there is nothing to choose
 */
public record Choice(Span ask, List<Option> options) {
    /** Id of the option for a device that does not have the register. */
    public static final String REFUSED = "refused";
    /** Id of the option for a number that no other one has. */
    public static final String OTHER = "other";

    /** @param id the number in the register, decimal; or {@link #REFUSED} or {@link #OTHER} */
    public record Option(String id, String model, RegisterMap map) {}

    public Choice {
        options = List.copyOf(options);
    }

    public static Choice only(RegisterMap map) {
        return new Choice(null, List.of(new Option("", "", map)));
    }

    /** The option for the device's answer, null when there is none. */
    public Option option(Reply reply) {
        String id = reply.isRefused() ? REFUSED : String.valueOf(reply.words()[0] & 0xFFFF);
        return find(id) != null ? find(id) : find(reply.isRefused() ? REFUSED : OTHER);
    }

    private Option find(String id) {
        return options.stream().filter(o -> o.id().equals(id)).findFirst().orElse(null);
    }

    public Choice where(Predicate<Register> wanted) {
        return new Choice(
                ask,
                options.stream()
                        .map(o -> new Option(o.id(), o.model(), o.map().where(wanted)))
                        .toList());
    }

    /**
     * The same without asking: the registers of that model.
     *
     * @throws IllegalArgumentException naming the models there are
     */
    public Choice of(String model) {
        if (ask == null) {
            RegisterMap map = options.get(0).map();
            if (map.registers().stream().noneMatch(register -> register.isNamed(model))) {
                throw new IllegalArgumentException("model \"" + model + "\"; the register file has "
                        + map.registers().stream()
                                .flatMap(register -> register.models().stream())
                                .distinct()
                                .sorted()
                                .collect(Collectors.collectingAndThen(
                                        Collectors.joining(", "),
                                        models -> models.isEmpty() ? "no models; allowed: auto" : models)));
            }
            return only(map.where(register -> register.isOf(model)));
        }
        for (Option option : options) {
            if (option.model().equalsIgnoreCase(model)) {
                return only(option.map().where(register -> register.isOf(model)));
            }
        }
        throw new IllegalArgumentException("model \"" + model + "\"; allowed: auto, "
                + options.stream()
                        .map(Option::model)
                        .filter(m -> !m.isEmpty())
                        .map(m -> m.toLowerCase(Locale.ROOT))
                        .distinct()
                        .collect(Collectors.joining(", ")));
    }
}
