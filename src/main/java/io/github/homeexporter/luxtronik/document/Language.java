package io.github.homeexporter.luxtronik.document;

/** Languages whose word for the information page is known; from the controllers' own language files. */
public enum Language {
    /** Any of the others. */
    AUTO(""),
    DE("Informationen"),
    EN("information"),
    NL("Informatie"),
    CS("Informace"),
    FI("Informaatio");

    private final String information;

    Language(String information) {
        this.information = information;
    }

    /** Whether a page of that name is the one with the values, in this language. */
    boolean isInformation(String name) {
        if (this != AUTO) {
            return information.equalsIgnoreCase(name);
        }
        for (Language each : values()) {
            if (each != AUTO && each.isInformation(name)) {
                return true;
            }
        }
        return false;
    }
}
