package io.mailboxconnector;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.mailboxconnector.engine.MailEngine;
import org.junit.jupiter.api.Test;

/** The arrows between the rooms of the engine, as their {@code package-info} states them. */
class EngineArrowsTest {

    private static final String ROOT = "io.mailboxconnector.";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .importUrl(MailEngine.class.getProtectionDomain().getCodeSource().getLocation());

    @Test
    void roomsPointDownhillOnly() {
        layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage(ROOT + "(*)..")
                .withOptionalLayers(true)
                .layer("api")
                .definedBy(ROOT + "api..")
                .layer("engine")
                .definedBy(ROOT + "engine..")
                .layer("imap")
                .definedBy(ROOT + "imap..")
                .layer("smtp")
                .definedBy(ROOT + "smtp..")
                .layer("limits")
                .definedBy(ROOT + "limits..")
                .layer("mime")
                .definedBy(ROOT + "mime..")
                .layer("auth")
                .definedBy(ROOT + "auth..")
                .layer("wire")
                .definedBy(ROOT + "wire..")
                .layer("settings")
                .definedBy(ROOT + "settings..")
                .layer("database")
                .definedBy(ROOT + "database..")
                .layer("fault")
                .definedBy(ROOT + "fault..")
                .whereLayer("engine")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("imap")
                .mayOnlyBeAccessedByLayers("engine")
                .whereLayer("smtp")
                .mayOnlyBeAccessedByLayers("engine")
                .whereLayer("limits")
                .mayOnlyBeAccessedByLayers("engine", "imap", "smtp", "auth")
                .whereLayer("mime")
                .mayOnlyBeAccessedByLayers("engine", "imap", "smtp")
                .whereLayer("auth")
                .mayOnlyBeAccessedByLayers("engine", "imap", "smtp")
                .whereLayer("wire")
                .mayOnlyBeAccessedByLayers("engine", "imap", "smtp", "auth")
                .whereLayer("settings")
                .mayOnlyBeAccessedByLayers("engine", "imap", "smtp", "mime", "auth", "wire", "limits")
                .whereLayer("database")
                .mayOnlyBeAccessedByLayers("engine", "auth")
                .check(CLASSES);
    }

    @Test
    void roomsOfMimePointDownhillOnly() {
        layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage(ROOT + "mime..")
                .layer("mime")
                .definedBy(ROOT + "mime")
                .layer("spool")
                .definedBy(ROOT + "mime.spool..")
                .layer("answer")
                .definedBy(ROOT + "mime.answer..")
                .layer("report")
                .definedBy(ROOT + "mime.report..")
                .layer("text")
                .definedBy(ROOT + "mime.text..")
                .whereLayer("spool")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("mime")
                .mayOnlyBeAccessedByLayers("spool")
                .whereLayer("answer")
                .mayOnlyBeAccessedByLayers("mime")
                .whereLayer("report")
                .mayOnlyBeAccessedByLayers("mime")
                .check(CLASSES);
    }

    @Test
    void theProtocolOfImapDoesNotKnowTheSession() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + "imap.protocol..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ROOT + "imap", ROOT + "imap.search..")
                .check(CLASSES);
    }

    @Test
    void foldersDoNotKnowTheSessionThatLendsItsConnection() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + "imap.folders..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ROOT + "imap", ROOT + "imap.protocol..", ROOT + "imap.search..")
                .check(CLASSES);
    }

    @Test
    void roomsAreFreeOfCycles() {
        slices().matching(ROOT + "(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void submissionPointsToCompositionAndNeitherToTheSession() {
        layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage(ROOT + "smtp..")
                .layer("session")
                .definedBy(ROOT + "smtp")
                .layer("submit")
                .definedBy(ROOT + "smtp.submit")
                .layer("compose")
                .definedBy(ROOT + "smtp.compose")
                .whereLayer("session")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("submit")
                .mayOnlyBeAccessedByLayers("session")
                .check(CLASSES);
    }

    @Test
    void theEngineKnowsNothingOfConnectorsAndTransactions() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta.resource..", "jakarta.transaction..")
                .check(CLASSES);
    }

    @Test
    void onlyRoomsThatKeepRowsKnowDatabases() {
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + "database..", ROOT + "auth..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("javax.sql..", "java.sql..")
                .check(CLASSES);
    }

    @Test
    void databasePointsToFaultAndTheApiOnly() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + "database..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        ROOT + "engine..",
                        ROOT + "imap..",
                        ROOT + "smtp..",
                        ROOT + "mime..",
                        ROOT + "auth..",
                        ROOT + "wire..",
                        ROOT + "settings..")
                .check(CLASSES);
    }

    @Test
    void onlyTheProtocolRoomsKnowAngus() {
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + "imap..", ROOT + "smtp..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.eclipse.angus..")
                .check(CLASSES);
    }

    @Test
    void onlyTheTokenRoomKnowsHttpAndMsal() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "auth..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.net.http..", "com.microsoft..", "com.azure..", "com.nimbusds..", "net.minidev..")
                .check(CLASSES);
    }

    @Test
    void theTokenRoomsPointDownhillOnly() {
        String auth = ROOT + "auth";
        layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage(auth + "..")
                .withOptionalLayers(true)
                .layer("seam")
                .definedBy(auth)
                .layer("secret")
                .definedBy(auth + ".secret")
                .layer("sasl")
                .definedBy(auth + ".sasl")
                .layer("http")
                .definedBy(auth + ".http")
                .layer("entra")
                .definedBy(auth + ".entra")
                .layer("oauth")
                .definedBy(auth + ".oauth")
                .layer("consent")
                .definedBy(auth + ".consent")
                .layer("store")
                .definedBy(auth + ".store")
                .layer("source")
                .definedBy(auth + ".source")
                .whereLayer("seam")
                .mayNotAccessAnyLayer()
                .whereLayer("secret")
                .mayOnlyAccessLayers("seam")
                .whereLayer("sasl")
                .mayOnlyAccessLayers("seam")
                .whereLayer("http")
                .mayOnlyAccessLayers("seam", "secret")
                .whereLayer("entra")
                .mayOnlyAccessLayers("seam", "secret", "http")
                .whereLayer("oauth")
                .mayOnlyAccessLayers("seam", "secret", "http")
                .whereLayer("store")
                .mayOnlyAccessLayers("seam", "secret")
                .whereLayer("source")
                .mayNotBeAccessedByAnyLayer()
                .check(CLASSES);
    }

    @Test
    void onlyTheEntraRoomKnowsMsal() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "auth.entra")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.microsoft..", "com.azure..")
                .check(CLASSES);
    }

    @Test
    void faultPointsToTheApiOnly() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + "fault..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        ROOT + "engine..",
                        ROOT + "imap..",
                        ROOT + "smtp..",
                        ROOT + "limits..",
                        ROOT + "mime..",
                        ROOT + "auth..",
                        ROOT + "wire..",
                        ROOT + "database..",
                        ROOT + "settings..")
                .check(CLASSES);
    }

    @Test
    void namesSayWhatAClassIs() {
        classes()
                .should()
                .haveNameNotMatching(".*(Util|Utils|Helper|Common|Misc|Impl)$")
                .check(CLASSES);
    }
}
