package io.grail.learning.device;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.pytorch.global.torch;

/** Where a model computes. Its name has been checked: the device is there. */
public final class Device {
    private static final Pattern NAME = Pattern.compile("cpu|cuda(?::([0-9]{1,2}))?");

    private final String name;
    private final boolean onCpu;
    private final byte index;

    private Device(String name, boolean onCpu, byte index) {
        this.name = name;
        this.onCpu = onCpu;
        this.index = index;
    }

    /**
     * The device of that name: {@code cpu}, {@code cuda} (the first one) or {@code cuda:1}.
     *
     * @throws IllegalStateException if the native runtime has not been started
     * @throws NativeException naming what is missing, if this machine or this build lacks the device
     */
    public static Device named(String name) {
        Matcher matcher = NAME.matcher(name);
        if (!matcher.matches()) {
            throw new NativeException("unknown device " + name + ", known are cpu, cuda and cuda:N");
        }
        if (!NativeRuntime.isStarted()) {
            throw new IllegalStateException("NativeRuntime.start comes before " + name);
        }
        if (name.equals("cpu")) {
            return new Device(name, true, (byte) -1);
        }
        String digits = matcher.group(1);
        int index = digits == null ? 0 : Integer.parseInt(digits);
        requireCuda(name, index);
        return new Device(name, false, (byte) index);
    }

    private static void requireCuda(String name, int index) {
        // Without its libraries a CUDA build falls back to the CPU in silence, so ask.
        if (!torch.cuda_is_available()) {
            throw new NativeException("device " + name
                    + " was named, but this build or machine has no CUDA: it needs the linux-x86_64-gpu natives, a"
                    + " driver, CUDA 13, cuDNN 9 and NCCL");
        }
        int count = torch.cuda_device_count();
        if (index >= count) {
            throw new NativeException("device " + name + " was named, but this machine has " + count + " CUDA devices");
        }
    }

    public boolean isCpu() {
        return onCpu;
    }

    /** A fresh native handle, owned by the caller's scope. */
    public org.bytedeco.pytorch.Device handle() {
        return onCpu
                ? new org.bytedeco.pytorch.Device(torch.DeviceType.CPU)
                : new org.bytedeco.pytorch.Device(torch.DeviceType.CUDA, index);
    }

    @Override
    public String toString() {
        return name;
    }
}
