package io.grail.learning.device;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.bytedeco.pytorch.global.torch;

/**
 * The native library of this process: loaded once, with the thread count that its pools read only while it is loaded.
 *
 * <p>Call {@link #start} before any other class of this module that computes. The thread count is that of one
 * operation; any number of platform threads may each run a model of their own at the same time.
 */
public final class NativeRuntime {
    /** The names under which the native thread pools and math libraries look for their settings. */
    private static final String[] THREAD_COUNTS = {"OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"};

    /** Zero until started. The library is one per process, so this is the one state that cannot be passed around. */
    private static final AtomicInteger STARTED_WITH = new AtomicInteger();

    private NativeRuntime() {}

    /**
     * Loads the library, unpacking it on first use (400 MB, some seconds), and fixes its settings: {@code threads} per
     * operation, deterministic kernels, no spinning idle threads, native memory unlimited by the Java heap's size.
     *
     * @throws IllegalStateException if it runs with another thread count already
     * @throws NativeException if this machine cannot load it
     */
    public static void start(int threads) {
        if (threads < 1 || threads > 4096) {
            throw new IllegalArgumentException("threads must be in [1, 4096], got " + threads);
        }
        synchronized (STARTED_WITH) {
            int running = STARTED_WITH.get();
            if (running == 0) {
                load(threads);
                STARTED_WITH.set(threads);
            } else if (running != threads) {
                throw new IllegalStateException("the native library runs with " + running
                        + " threads and cannot change to " + threads + " in one process");
            }
        }
    }

    /** Whether {@link #start} has succeeded in this process. */
    public static boolean isStarted() {
        return STARTED_WITH.get() > 0;
    }

    private static void load(int threads) {
        setEnvironment(threads);
        setProperties();
        try (var _ = new LoadWarnings()) {
            torch.set_num_threads(threads);
            torch.set_num_interop_threads(1);
            var context = torch.globalContext();
            context.setDeterministicAlgorithms(true, false);
            // Otherwise every fresh tensor is filled with NaN before it is written.
            context.setDeterministicFillUninitializedMemory(false);
            context.setBenchmarkCuDNN(false);
            context.setAllowTF32CuBLAS(false);
        } catch (LinkageError | RuntimeException e) {
            throw new NativeException(
                    "libtorch cannot be loaded on " + System.getProperty("os.name") + " "
                            + System.getProperty("os.arch")
                            + "; bundled natives are for linux x86-64 with glibc 2.28 or"
                            + " later, unpacked into " + System.getProperty("org.bytedeco.javacpp.cachedir"),
                    e);
        }
    }

    private static void setEnvironment(int threads) {
        for (String name : THREAD_COUNTS) {
            NativeEnvironment.set(name, Integer.toString(threads));
        }
        // Two pools live in the process, OpenBLAS's and libgomp's: idle threads must sleep, not spin.
        NativeEnvironment.set("OMP_WAIT_POLICY", "passive");
        // Deterministic matrix products on CUDA need a fixed workspace.
        NativeEnvironment.set("CUBLAS_WORKSPACE_CONFIG", ":4096:8");
        if (CpuFeatures.has("avx512f")) {
            // A core type forced from outside halves the speed of matrix products on such machines.
            NativeEnvironment.unset("OPENBLAS_CORETYPE");
        }
    }

    private static void setProperties() {
        // The loader's own limits follow the Java heap, which says nothing about native memory.
        System.setProperty("org.bytedeco.javacpp.maxbytes", "0");
        System.setProperty("org.bytedeco.javacpp.maxphysicalbytes", "0");
        if (System.getProperty("org.bytedeco.javacpp.cachedir") == null) {
            Path cache = Path.of(System.getProperty("user.home"), ".cache", "grail", "native");
            System.setProperty("org.bytedeco.javacpp.cachedir", cache.toString());
        }
    }
}
