package io.github.homeexporter.demo.luxtronik;

/** Three generations of the controllers' answers. */
public enum LuxtronikFirmware {
    /** XML, names first, {@code Content} with an id. As 3.82 and before. */
    XML_3_82,
    /** XML, every section repeats its name after its children, {@code Content} without an id. As 3.90. */
    XML_3_90,
    /** JSON. As 3.92. */
    JSON_3_92
}
