package io.github.homeexporter.luxtronik.binary;

/** Numbers that say who and where somebody is, or the password of the controller's web page in clear: never exported, never told. */
final class Secrets {
    private Secrets() {}

    /** Both captures in public projects held the real digits of a password in 755 to 760. */
    static boolean hides(Block.Kind block, int index) {
        return switch (block) {
            case PARAMETERS ->
                index >= 750 && index <= 760
                        || index >= 766 && index <= 771
                        || index == 861
                        || index >= 874 && index <= 876
                        || index >= 1026 && index <= 1028
                        || index >= 1054 && index <= 1056;
            case CALCULATIONS -> index >= 91 && index <= 94;
            case VISIBILITIES -> false;
        };
    }
}
