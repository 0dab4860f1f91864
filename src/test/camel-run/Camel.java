import org.apache.camel.dsl.jbang.core.commands.CamelJBangMain;

/** The command {@code camel} without JBang: Java runs this file as it is. */
class Camel {
    public static void main(String[] args) {
        CamelJBangMain.run(args);
    }
}
