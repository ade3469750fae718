package io.mailboxconnector.it.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.mailboxconnector.it.server.ServerDirectories;
import java.io.IOException;
import java.lang.reflect.Executable;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The mail library is the server's own, and its versions differ in members that are no API. Everything that the connector
 * calls in it is there in this server.
 */
@Tag("essential")
class MailLibraryIT {

    private static final ServerDirectories DIRECTORIES = ServerDirectories.ofThisBuild();

    @Test
    void hasEveryMemberThatTheConnectorCalls() throws IOException {
        List<JavaAccess<?>> calls = new ClassFileImporter()
                        .importPaths(
                                DIRECTORIES.root().resolve("engine/target/classes"),
                                DIRECTORIES.root().resolve("connector/target/classes"))
                        .stream()
                        .flatMap(caller -> caller.getAccessesFromSelf().stream())
                        .filter(call -> isMail(call.getTargetOwner()))
                        .toList();
        assertThat(calls).hasSizeGreaterThan(100);
        try (URLClassLoader mail = new URLClassLoader(jars(), ClassLoader.getPlatformClassLoader())) {
            assertThat(calls.stream().filter(call -> !exists(call, mail)).map(JavaAccess::getDescription))
                    .isEmpty();
        }
    }

    private static boolean isMail(JavaClass type) {
        return type.getName().startsWith("org.eclipse.angus.") || type.getName().startsWith("jakarta.mail.");
    }

    private static URL[] jars() throws IOException {
        try (Stream<Path> files = Files.walk(DIRECTORIES.home())) {
            List<Path> jars = files.filter(
                            file -> file.getFileName()
                                    .toString()
                                    .matches(
                                            "(angus-mail|jakarta\\.mail-api|jakarta\\.activation-api|angus-activation).*\\.jar"))
                    .toList();
            assertThat(jars).hasSizeGreaterThanOrEqualTo(3);
            URL[] urls = new URL[jars.size()];
            for (int i = 0; i < urls.length; i++) {
                urls[i] = jars.get(i).toUri().toURL();
            }
            return urls;
        }
    }

    /** By name and types: the test's own copy of the library tells which member is meant, the server's must have it. */
    private static boolean exists(JavaAccess<?> call, ClassLoader mail) {
        try {
            Class<?> owner = mail.loadClass(call.getTargetOwner().getName());
            if (!(call.getTarget().resolveMember().orElse(null) instanceof JavaCodeUnit unit)) {
                return true;
            }
            String[] types =
                    unit.getRawParameterTypes().stream().map(JavaClass::getName).toArray(String[]::new);
            Stream<? extends Executable> members = unit instanceof JavaConstructor
                    ? Stream.of(owner.getDeclaredConstructors())
                    : ancestors(owner)
                            .flatMap(type -> Stream.of(type.getDeclaredMethods()))
                            .filter(method -> method.getName().equals(unit.getName()));
            return members.anyMatch(member -> List.of(types)
                    .equals(Stream.of(member.getParameterTypes())
                            .map(Class::getName)
                            .toList()));
        } catch (ClassNotFoundException missing) {
            return false;
        }
    }

    private static Stream<Class<?>> ancestors(Class<?> type) {
        Stream<Class<?>> above = Stream.concat(Stream.ofNullable(type.getSuperclass()), Stream.of(type.getInterfaces()))
                .flatMap(MailLibraryIT::ancestors);
        return Stream.concat(Stream.of(type), above);
    }
}
