package io.grail.node.cli;

/** The entry point of {@code ./grail}. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.out.println("grail " + Main.class.getPackage().getImplementationVersion());
    }
}
