package io.github.homeexporter.loxone.structure;

import java.util.Map;

/** The structure file's {@code msInfo}. */
public record MiniserverInfo(String serial, String name, String type, boolean fahrenheit) {
    static final MiniserverInfo UNKNOWN = new MiniserverInfo("", "", "", false);

    static MiniserverInfo of(Map<String, String> msInfo) {
        return new MiniserverInfo(
                msInfo.getOrDefault("serialNr", ""),
                msInfo.getOrDefault("msName", ""),
                msInfo.getOrDefault("miniserverType", ""),
                "1".equals(msInfo.get("tempUnit")));
    }

    /** 0 Gen1, 1 Go Gen1, 2 Gen2, 3 Go Gen2, 4 Compact: TLS from 2 on. */
    public boolean speaksTls() {
        return type.matches("[2-9]");
    }

    public String generation() {
        return switch (type) {
            case "0" -> "Gen1";
            case "1" -> "Go Gen1";
            case "2" -> "Gen2";
            case "3" -> "Go Gen2";
            case "4" -> "Compact";
            default -> type;
        };
    }
}
