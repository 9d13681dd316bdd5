package io.grail.learning.device;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/** The process environment as C code sees it: Java's own copy is read-only and made at start. */
final class NativeEnvironment {
    private static final FunctionDescriptor SETENV =
            FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_INT);
    private static final FunctionDescriptor UNSETENV = FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS);

    private NativeEnvironment() {}

    static void set(String name, String value) {
        try (Arena arena = Arena.ofConfined()) {
            int status =
                    (int) handle("setenv", SETENV).invokeExact(arena.allocateFrom(name), arena.allocateFrom(value), 1);
            check(status == 0, name);
        } catch (Throwable e) {
            throw failure(name, e);
        }
    }

    static void unset(String name) {
        try (Arena arena = Arena.ofConfined()) {
            int status = (int) handle("unsetenv", UNSETENV).invokeExact(arena.allocateFrom(name));
            check(status == 0, name);
        } catch (Throwable e) {
            throw failure(name, e);
        }
    }

    @SuppressWarnings("restricted") // calling C is the purpose
    private static MethodHandle handle(String function, FunctionDescriptor descriptor) {
        Linker linker = Linker.nativeLinker();
        MemorySegment address = linker.defaultLookup()
                .find(function)
                .orElseThrow(() -> new NativeException("this platform's C library has no " + function));
        return linker.downcallHandle(address, descriptor);
    }

    private static void check(boolean done, String name) {
        if (!done) {
            throw new NativeException("the C library refused to change " + name + " in the environment");
        }
    }

    private static NativeException failure(String name, Throwable cause) {
        return cause instanceof NativeException known
                ? known
                : new NativeException("cannot reach " + name + " in the native environment", cause);
    }
}
