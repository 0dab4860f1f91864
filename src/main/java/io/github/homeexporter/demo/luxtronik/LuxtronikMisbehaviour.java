package io.github.homeexporter.demo.luxtronik;

/** Documents that no controller should send. */
final class LuxtronikMisbehaviour {
    private LuxtronikMisbehaviour() {}

    /** What is said instead of a document; the document itself when the controller behaves. */
    static String instead(String document, SimulatedLuxtronik controller) {
        if (controller.is(LuxtronikQuirk.MALFORMED)) {
            return document.replace("</item>", "</itme>").replace("\"id\":", "\"id\"=");
        }
        if (controller.is(LuxtronikQuirk.TRUNCATED)) {
            return document.substring(0, document.length() / 2);
        }
        if (controller.is(LuxtronikQuirk.LARGE)) {
            return document + " ".repeat(3_000_000);
        }
        if (controller.is(LuxtronikQuirk.HUGE)) {
            return document + " ".repeat(50_000_000);
        }
        if (controller.is(LuxtronikQuirk.MANY_ITEMS)) {
            return "<Content><name>x</name>" + "<item id='1'><name>a</name><value>1</value></item>".repeat(30_000)
                    + "</Content>";
        }
        if (controller.is(LuxtronikQuirk.DTD)) {
            return "<?xml version=\"1.0\"?><!DOCTYPE Content [<!ENTITY a SYSTEM \"file:///etc/hostname\">]>"
                    + "<Content><name>x</name><item id='1'><name>a</name><value>&a;</value></item></Content>";
        }
        if (controller.is(LuxtronikQuirk.DEEP)) {
            return "<Content>" + "<item>".repeat(10_000) + "</item>".repeat(10_000) + "</Content>";
        }
        return document;
    }
}
