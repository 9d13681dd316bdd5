# Sourced by ./grail and ./mvnw: finds a JDK and exports it as JAVA_HOME.
# Order: JAVA_HOME, then the java on PATH, then the newest in the usual places. POSIX sh; starts no JVM.

JDK_NEEDED=25

# Prints the feature release (25, 26, …) of the JDK at $1; fails if there is none, or only a JRE.
jdk_release() {
    [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
    while IFS='=' read -r jdk_key jdk_value; do
        if [ "$jdk_key" = JAVA_VERSION ]; then
            jdk_value=${jdk_value#\"}
            jdk_value=${jdk_value%%[!0-9]*}
            [ -n "$jdk_value" ] && printf '%s\n' "$jdk_value"
            return
        fi
    done <"$1/release"
    return 1
}

# Whether the JDK at $1 is new enough.
jdk_fits() {
    jdk_found=$(jdk_release "$1") && [ "$jdk_found" -ge "$JDK_NEEDED" ]
}

# Prints $1 with every symbolic link on its last component followed.
follow_links() {
    followed=$1
    while [ -h "$followed" ]; do
        link=$(readlink "$followed")
        case $link in
            /*) followed=$link ;;
            *) followed=$(dirname "$followed")/$link ;;
        esac
    done
    printf '%s\n' "$followed"
}

# Prints the newest fitting JDK of the usual places, or nothing.
newest_jdk() {
    newest_release=0
    newest_home=
    for jdk_home in /usr/lib/jvm/* /usr/java/* /opt/* /opt/java/* \
        "${HOME:-/root}"/.sdkman/candidates/java/* "${HOME:-/root}"/.jdks/* \
        /Library/Java/JavaVirtualMachines/*/Contents/Home \
        "${HOME:-/root}"/Library/Java/JavaVirtualMachines/*/Contents/Home \
        /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
        /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
        if jdk_fits "$jdk_home" && [ "$jdk_found" -gt "$newest_release" ]; then
            newest_release=$jdk_found
            newest_home=$jdk_home
        fi
    done
    printf '%s\n' "$newest_home"
}

no_jdk() {
    cat >&2 <<TEXT
Grail needs a JDK $JDK_NEEDED or later and found none (looked at JAVA_HOME, PATH, /usr/lib/jvm, /opt, SDKMAN, Homebrew).
Install one, for instance:
  Debian, Ubuntu   sudo apt install openjdk-$JDK_NEEDED-jdk-headless
  Fedora           sudo dnf install java-$JDK_NEEDED-openjdk-devel
  macOS            brew install openjdk@$JDK_NEEDED
  anywhere         sdk install java $JDK_NEEDED-tem        (SDKMAN)
or set JAVA_HOME to the one that you have.
TEXT
    [ -z "${JAVA_HOME:-}" ] || echo "JAVA_HOME is $JAVA_HOME: $(jdk_release "$JAVA_HOME" || echo 'no JDK')" >&2
    exit 1
}

find_jdk() {
    if [ -n "${JAVA_HOME:-}" ] && jdk_fits "$JAVA_HOME"; then
        export JAVA_HOME
        return
    fi
    jdk_home=$(command -v java) && jdk_home=$(follow_links "$jdk_home") && jdk_home=${jdk_home%/bin/java}
    jdk_fits "$jdk_home" || jdk_home=$(newest_jdk)
    [ -n "$jdk_home" ] || no_jdk
    JAVA_HOME=$jdk_home
    export JAVA_HOME
}
