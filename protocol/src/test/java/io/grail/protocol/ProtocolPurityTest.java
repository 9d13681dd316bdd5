package io.grail.protocol;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The rules are functions of their arguments: no I/O, clock, thread, log or native code, and exact on any machine. */
class ProtocolPurityTest {
    private static final JavaClasses PROTOCOL = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.grail.protocol");

    /** What java.io offers without a file behind it. */
    private static final Set<String> IN_MEMORY = Set.of(
            "java.io.ByteArrayInputStream",
            "java.io.ByteArrayOutputStream",
            "java.io.InputStream",
            "java.io.OutputStream",
            "java.io.IOException",
            "java.io.UncheckedIOException",
            "java.io.Serializable");

    /** Methods of Math whose last bit the Java specification leaves open, and the one that fuses two roundings. */
    private static final String[] INEXACT = {
        "exp", "expm1", "log", "log10", "log1p", "pow", "sin", "cos", "tan", "asin", "acos", "atan", "atan2", "sinh",
        "cosh", "tanh", "cbrt", "hypot", "fma", "random"
    };

    private static final Set<String> PARALLEL = Set.of("parallel", "parallelStream", "parallelSort", "parallelPrefix");

    @Test
    void doesNoInputOrOutput() {
        DescribedPredicate<JavaClass> files =
                resideInAPackage("java.io").and(not(describe("in memory", type -> IN_MEMORY.contains(type.getName()))));
        noClasses()
                .should()
                .dependOnClassesThat(files)
                .orShould()
                .dependOnClassesThat(
                        resideInAnyPackage("java.nio.file..", "java.nio.channels..", "java.net..", "java.sql.."))
                .check(PROTOCOL);
    }

    @Test
    void readsNoClock() {
        noClasses()
                .should()
                .accessTargetWhere(isOneOf(System.class, "currentTimeMillis", "nanoTime"))
                .orShould()
                .accessTargetWhere(describe(
                        "now() of java.time",
                        access -> access.getTarget().getName().equals("now")
                                && access.getTargetOwner().getPackageName().equals("java.time")))
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(java.time.Clock.class, java.time.InstantSource.class, java.util.Date.class)
                .check(PROTOCOL);
    }

    @Test
    void ownsNoThreads() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAnyPackage("java.util.concurrent", "java.util.concurrent.locks"))
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(Thread.class, ThreadLocal.class, java.util.Timer.class)
                .orShould()
                .accessTargetWhere(describe(
                        "goes parallel",
                        access -> access.getTargetOwner().getPackageName().startsWith("java.util")
                                && PARALLEL.contains(access.getTarget().getName())))
                .check(PROTOCOL);
    }

    @Test
    void neitherLogsNorPrints() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAnyPackage("java.util.logging..", "org.slf4j..", "ch.qos.logback.."))
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(System.Logger.class, java.io.PrintStream.class)
                .orShould()
                .accessTargetWhere(describe(
                        "prints a stack trace",
                        access -> access.getTarget().getName().equals("printStackTrace")))
                .check(PROTOCOL);
    }

    @Test
    void readsNoEnvironmentAndNeverExits() {
        noClasses()
                .should()
                .accessTargetWhere(isOneOf(System.class, "getenv", "getProperty", "getProperties", "exit", "console"))
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(Runtime.class)
                .check(PROTOCOL);
    }

    @Test
    void loadsNoNativeCode() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAnyPackage("org.bytedeco..", "java.lang.foreign..", "com.sun.jna.."))
                .orShould()
                .accessTargetWhere(isOneOf(System.class, "load", "loadLibrary"))
                .check(PROTOCOL);
    }

    @Test
    void usesOnlyArithmeticThatIsTheSameOnEveryMachine() {
        noClasses()
                .should()
                .accessTargetWhere(isOneOf(Math.class, INEXACT))
                .because("StrictMath gives the same bits everywhere")
                .check(PROTOCOL);
    }

    private static DescribedPredicate<JavaAccess<?>> isOneOf(Class<?> owner, String... members) {
        var names = Set.of(members);
        return describe(
                "a member of " + owner.getSimpleName() + " among " + names,
                access -> access.getTargetOwner().isEquivalentTo(owner)
                        && names.contains(access.getTarget().getName()));
    }
}
