import java.io.File;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The last lines of {@code mvn verify}: the tests that did not run, and why. Java runs this file as it is. */
class SkippedTests {
    /** @param target the build directory */
    public static void main(String[] target) throws Exception {
        Map<String, Integer> skipped = new TreeMap<>();
        for (String reports : new String[] {"surefire-reports", "failsafe-reports"}) {
            File[] files = new File(target[0], reports).listFiles((in, name) -> name.matches("TEST-.*\\.xml"));
            for (File file : files == null ? new File[0] : files) {
                read(file, skipped);
            }
        }
        int count = skipped.values().stream().mapToInt(n -> n).sum();
        System.out.println(count == 0 ? "Every test ran." : "Tests that did not run: " + count);
        skipped.forEach((why, n) -> System.out.println("  " + n + " of " + why));
    }

    private static void read(File file, Map<String, Integer> skipped) throws Exception {
        NodeList all = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(file)
                .getElementsByTagName("skipped");
        for (int i = 0; i < all.getLength(); i++) {
            Element one = (Element) all.item(i);
            String test = ((Element) one.getParentNode()).getAttribute("classname");
            String said = one.getAttribute("message") + one.getTextContent();
            // the reason may be all that a script has said, and its last line says why
            String why = said.lines()
                    .takeWhile(line -> !line.startsWith("\tat "))
                    .map(line -> line.replaceFirst("^[\\w.]+Exception: *", "").replaceFirst("^Assumption failed: ", ""))
                    .filter(line -> !line.isBlank())
                    .reduce((before, last) -> last)
                    .orElse("no reason is given");
            skipped.merge(test.substring(test.lastIndexOf('.') + 1) + ": " + why, 1, Integer::sum);
        }
    }
}
