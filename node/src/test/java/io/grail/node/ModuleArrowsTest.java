package io.grail.node;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** Who may import whom (docs/architecture.md), over the classes of all modules that end in a node. */
class ModuleArrowsTest {
    private static final JavaClasses GRAIL = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.grail");

    private static final String PROTOCOL = "io.grail.protocol..";
    private static final String CHAIN = "io.grail.chain..";
    private static final String STORAGE = "io.grail.storage..";
    private static final String LEARNING = "io.grail.learning..";
    private static final String NODE = "io.grail.node..";

    /** Holds System.err while libtorch loads, to drop what the library prints there; prints nothing of its own. */
    private static final String SILENCER = "io.grail.learning.device.LoadWarnings";

    @Test
    void everyModuleIsSeen() {
        for (String module : Set.of(PROTOCOL, CHAIN, STORAGE, LEARNING, NODE)) {
            classes()
                    .that()
                    .resideInAPackage(module)
                    .should()
                    .resideInAPackage("io.grail..")
                    .check(GRAIL);
        }
    }

    @Test
    void protocolSeesNoOtherModule() {
        mayNotSee(PROTOCOL, CHAIN, STORAGE, LEARNING, NODE);
    }

    @Test
    void chainStorageAndLearningNeverSeeEachOther() {
        mayNotSee(CHAIN, STORAGE, LEARNING, NODE);
        mayNotSee(STORAGE, CHAIN, LEARNING, NODE);
        mayNotSee(LEARNING, CHAIN, STORAGE, NODE);
    }

    @Test
    void theChainKnowsNoTensors() {
        mayNotSee(CHAIN, "io.grail.protocol.state..", "io.grail.protocol.compress..");
    }

    @Test
    void keyFilesKnowNoChainAndAreNeverLogged() {
        mayNotSee("io.grail.chain.wallet..", "io.grail.chain", "io.grail.chain.local..", "io.grail.chain.wire..");
        mayNotSee("io.grail.chain.wallet..", "java.util.logging..", "org.slf4j..", "java.net..");
    }

    @Test
    void bucketsDoNotKnowWhatIsStored() {
        mayNotSee(
                STORAGE,
                "io.grail.protocol.artifact..",
                "io.grail.protocol.compress..",
                "io.grail.protocol.incentive..",
                "io.grail.protocol.run..",
                "io.grail.protocol.state..");
    }

    @Test
    void onlyLearningImportsLibtorch() {
        noClasses()
                .that()
                .resideOutsideOfPackage(LEARNING)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.bytedeco..")
                .check(GRAIL);
    }

    @Test
    void learningOpensNoSocketAndNeitherLogsNorPrints() {
        mayNotSee(LEARNING, "java.net..", "com.sun.net..", "java.util.logging..", "org.slf4j..");
        noClasses()
                .that()
                .resideInAPackage(LEARNING)
                .and()
                .doNotHaveFullyQualifiedName(SILENCER)
                .should()
                .dependOnClassesThat()
                .haveNameMatching("java\\.nio\\.channels\\..*Socket.*")
                .orShould()
                .accessTargetWhere(isOneOf(System.class, "out", "err"))
                .check(GRAIL);
    }

    @Test
    void onlyTheCommandLineReadsTheEnvironmentOrEndsTheProcess() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.grail.node.cli..")
                .should()
                .accessTargetWhere(isOneOf(System.class, "exit", "getenv"))
                .orShould()
                .accessTargetWhere(isOneOf(Runtime.class, "exit", "halt"))
                .check(GRAIL);
    }

    @Test
    void nullDoesNotExistInAnyPackage() {
        classes().should(resideInANullMarkedPackage()).check(GRAIL);
    }

    private static void mayNotSee(String from, String... others) {
        noClasses()
                .that()
                .resideInAPackage(from)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others)
                .check(GRAIL);
    }

    private static DescribedPredicate<JavaAccess<?>> isOneOf(Class<?> owner, String... members) {
        var names = Set.of(members);
        return describe(
                "a member of " + owner.getSimpleName() + " among " + names,
                access -> access.getTargetOwner().isEquivalentTo(owner)
                        && names.contains(access.getTarget().getName()));
    }

    private static ArchCondition<JavaClass> resideInANullMarkedPackage() {
        return new ArchCondition<>("reside in a @NullMarked package") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
                    String message = type.getName() + " lies in a package without @NullMarked package-info.java";
                    events.add(SimpleConditionEvent.violated(type, message));
                }
            }
        };
    }
}
