package io.mailboxconnector;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The arrows between the rooms of the connector and to the engine point downhill only. */
class ConnectorArrowsTest {

    private static final String ADAPTER = "io.mailboxconnector.adapter..";
    private static final String INBOUND = "io.mailboxconnector.inbound..";
    private static final String OUTBOUND = "io.mailboxconnector.outbound..";
    private static final String MANAGEMENT = "io.mailboxconnector.management..";
    private static final String[] CONNECTOR = {ADAPTER, INBOUND, OUTBOUND, MANAGEMENT};

    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("testkit"))
            .importPackages("io.mailboxconnector");

    @Test
    void nothingPointsToThePorch() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ADAPTER)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ADAPTER)
                .check(HOUSE);
    }

    @Test
    void inboundAndOutboundDoNotKnowEachOther() {
        slices().matching("io.mailboxconnector.(inbound|outbound)..")
                .should()
                .notDependOnEachOther()
                .check(HOUSE);
    }

    @Test
    void managementPointsToTheEngineOnly() {
        noClasses()
                .that()
                .resideInAPackage(MANAGEMENT)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ADAPTER, INBOUND, OUTBOUND)
                .check(HOUSE);
    }

    @Test
    void theRoomsOfInboundPointDownhillOnly() {
        layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage(INBOUND)
                .layer("inbound")
                .definedBy("io.mailboxconnector.inbound")
                .layer("watch")
                .definedBy("io.mailboxconnector.inbound.watch")
                .layer("delivery")
                .definedBy("io.mailboxconnector.inbound.delivery")
                .layer("tally")
                .definedBy("io.mailboxconnector.inbound.tally")
                .layer("ledger")
                .definedBy("io.mailboxconnector.inbound.ledger")
                .layer("board")
                .definedBy("io.mailboxconnector.inbound.board")
                .layer("health")
                .definedBy("io.mailboxconnector.inbound.health")
                .layer("settings")
                .definedBy("io.mailboxconnector.inbound.settings")
                .whereLayer("inbound")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("watch")
                .mayOnlyBeAccessedByLayers("inbound")
                .whereLayer("delivery")
                .mayOnlyBeAccessedByLayers("inbound", "watch")
                .whereLayer("tally")
                .mayOnlyBeAccessedByLayers("watch")
                .whereLayer("ledger")
                .mayOnlyBeAccessedByLayers("inbound", "watch", "delivery", "tally")
                .whereLayer("board")
                .mayOnlyBeAccessedByLayers("inbound", "watch", "delivery", "tally", "ledger")
                .whereLayer("health")
                .mayOnlyBeAccessedByLayers("inbound", "watch", "delivery", "board")
                .check(HOUSE);
    }

    @Test
    void readingIsLentItsConnection() {
        noClasses()
                .that()
                .resideInAPackage("io.mailboxconnector.outbound.reading..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.mailboxconnector.outbound",
                        "io.mailboxconnector.outbound.sending..",
                        "io.mailboxconnector.outbound.settings..")
                .check(HOUSE);
    }

    @Test
    void theRoomsOfOutboundPointDownhillOnly() {
        layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage(OUTBOUND)
                .layer("dispatch")
                .definedBy("io.mailboxconnector.outbound.dispatch")
                .layer("outbound")
                .definedBy("io.mailboxconnector.outbound")
                .layer("outbox")
                .definedBy("io.mailboxconnector.outbound.outbox")
                .layer("transaction")
                .definedBy("io.mailboxconnector.outbound.transaction")
                .layer("sending")
                .definedBy("io.mailboxconnector.outbound.sending")
                .layer("reading")
                .definedBy("io.mailboxconnector.outbound.reading")
                .layer("settings")
                .definedBy("io.mailboxconnector.outbound.settings")
                .whereLayer("dispatch")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("outbound")
                .mayOnlyBeAccessedByLayers("dispatch")
                .whereLayer("reading")
                .mayOnlyBeAccessedByLayers("outbound")
                .whereLayer("outbox")
                .mayOnlyBeAccessedByLayers("dispatch")
                .whereLayer("transaction")
                .mayOnlyBeAccessedByLayers("dispatch", "outbound", "outbox")
                .whereLayer("sending")
                .mayOnlyAccessLayers("settings")
                .check(HOUSE);
    }

    @Test
    void theEngineKnowsNothingOfTheConnector() {
        noClasses()
                .that()
                .resideOutsideOfPackages(CONNECTOR)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(CONNECTOR)
                .check(HOUSE);
    }

    @Test
    void jakartaConnectorsStaysInTheConnector() {
        noClasses()
                .that()
                .resideOutsideOfPackages(CONNECTOR)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("jakarta.resource..")
                .check(HOUSE);
    }

    @Test
    void transactionsStayInInboundAndOutbound() {
        noClasses()
                .that()
                .resideOutsideOfPackages(INBOUND, OUTBOUND)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta.transaction..")
                .check(HOUSE);
    }

    @Test
    void databasesAreKnownOnlyWhereRowsAreKept() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        INBOUND, OUTBOUND, "io.mailboxconnector.database..", "io.mailboxconnector.auth..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "javax.sql..")
                .check(HOUSE);
    }

    @Test
    void protocolsStayInTheEngine() {
        noClasses()
                .that()
                .resideInAnyPackage(CONNECTOR)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.eclipse.angus..", "com.microsoft..", "java.net.http..", "javax.net.ssl..")
                .check(HOUSE);
    }

    @Test
    void roomsHaveNoCircularArrows() {
        slices().matching("io.mailboxconnector.(*)..").should().beFreeOfCycles().check(HOUSE);
    }

    @Test
    void beansAreConfiguredWithTextsOnly() {
        classes()
                .that()
                .resideInAPackage(ADAPTER)
                .and()
                .haveNameMatching(".*(AccountBean|ActivationSpec|ManagedConnectionFactory|ResourceAdapter)")
                .should(ConfigPropertiesAreTexts.RULE)
                .check(HOUSE);
    }
}
