package io.github.homeexporter.luxtronik.document;

import io.github.homeexporter.luxtronik.document.Document.DocumentReader;
import io.github.homeexporter.luxtronik.document.Document.LuxtronikItem.ItemBuilder;
import io.github.homeexporter.luxtronik.document.Document.UnreadableDocument;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads the XML form: {@code item} nests to any depth, every other element is a field of the item around it. */
final class XmlDocument {
    private final XMLInputFactory factory = XMLInputFactory.newDefaultFactory();

    XmlDocument() {
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("entities are not read");
        });
    }

    Document read(String text) throws UnreadableDocument {
        try {
            XMLStreamReader in = factory.createXMLStreamReader(new StringReader(text));
            try {
                return new Walk(in).document();
            } finally {
                in.close();
            }
        } catch (XMLStreamException e) {
            Location at = e.getLocation();
            throw new UnreadableDocument(
                    "xml", "broken XML" + (at == null ? "" : " at character " + at.getCharacterOffset()), e);
        } catch (RuntimeException e) {
            // the JDK's parser answers some garbage with an unchecked exception
            throw new UnreadableDocument("xml", "broken XML", e);
        }
    }

    /** One pass over one document. */
    private static final class Walk {
        private final XMLStreamReader in;
        private final Deque<ItemBuilder> open = new ArrayDeque<>();
        private final StringBuilder text = new StringBuilder();
        private int depth;
        private int items;
        /** The field that is being read, its depth, and the code when it is an option. */
        private String field;

        private int fieldDepth;
        private String code;

        Walk(XMLStreamReader in) {
            this.in = in;
        }

        Document document() throws XMLStreamException, UnreadableDocument {
            Document.Kind kind = Document.Kind.OTHER;
            ItemBuilder root = new ItemBuilder();
            while (in.hasNext()) {
                switch (in.next()) {
                    case XMLStreamConstants.START_ELEMENT -> {
                        if (++depth > DocumentReader.DEEPEST) {
                            throw DocumentReader.tooMuch("deeper than " + DocumentReader.DEEPEST + " elements");
                        }
                        if (depth == 1) {
                            kind = Document.Kind.of(in.getLocalName());
                            open(root);
                        } else if (field == null) {
                            start(in.getLocalName().toLowerCase(Locale.ROOT));
                        }
                    }
                    case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                        if (field != null) {
                            text.append(in.getTextCharacters(), in.getTextStart(), in.getTextLength());
                        }
                    }
                    case XMLStreamConstants.END_ELEMENT -> end();
                    case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                        throw new UnreadableDocument("xml", "a DTD or an entity, which are not read");
                    default -> {}
                }
            }
            return new Document(kind, root.build());
        }

        private void open(ItemBuilder item) {
            String id = in.getAttributeValue(null, "id");
            if (id != null) {
                item.set("id", id);
            }
            open.push(item);
        }

        private void start(String name) throws UnreadableDocument {
            if (name.equals("item")) {
                if (++items > DocumentReader.MOST_ITEMS) {
                    throw DocumentReader.tooMuch("more than " + DocumentReader.MOST_ITEMS + " items");
                }
                open(new ItemBuilder());
                return;
            }
            field = name;
            fieldDepth = depth;
            code = name.equals("option") ? in.getAttributeValue(null, "value") : null;
            text.setLength(0);
        }

        private void end() {
            if (field == null) {
                ItemBuilder done = open.pop();
                if (!open.isEmpty()) {
                    open.peek().add(done.build());
                }
            } else if (depth == fieldDepth) {
                if (code != null) {
                    open.peek().option(code, text.toString());
                } else {
                    open.peek().set(field, text.toString());
                }
                field = null;
            }
            depth--;
        }
    }
}
