# Sourced by ./grail when its build is missing or old; uses its root, app and built(), and JAVA_HOME.
# Makes the folder target/app: our jars, java.args (what the JVM is started with), grail.aot (classes ready to use), and
# last of all the stamp, which bears the time at which the build began.

lock=$root/target/build.lock
log=$root/target/build.log

say() {
    echo "grail: $*" >&2
}

# The lock is a symbolic link to its owner's process number: made in one step, and a dead owner is seen.
take_lock() {
    mkdir -p "$root/target"
    waiting=
    until ln -s "$$" "$lock" 2>/dev/null; do
        owner=$(readlink "$lock") || continue
        if ! kill -0 "$owner" 2>/dev/null; then
            rm -f "$lock"
        elif [ -z "$waiting" ]; then
            waiting=yes
            say "process $owner is building already; waiting for it"
        fi
        sleep 1
    done
    trap 'rm -f "$lock"' EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM
}

release_lock() {
    trap - EXIT INT TERM
    rm -f "$lock"
}

# Maven's output: all of it to the log, one line a stage to people; returns what Maven returned.
report_stages() {
    fetching=
    while IFS= read -r line; do
        case $line in
            '[INFO] Building Grail '*) ;;
            '[INFO] Building '*' ['*']')
                stage=${line#'[INFO] Building '}
                say "building ${stage%% *}" ;;
            *'Downloading from '*)
                [ -n "$fetching" ] || say "fetching libraries (once)"
                fetching=yes ;;
            'maven ended with '*)
                return "${line##* }" ;;
        esac
        printf '%s\n' "$line" >&3
    done 3>"$log"
    return 1 # Maven's end was never seen
}

run_maven() {
    {
        code=0
        (cd "$root" && ./mvnw -B -Dmaven.test.skip=true -Denforcer.skip=true -pl node -am package 2>&1) || code=$?
        printf '\nmaven ended with %s\n' "$code" # on a line of its own, whatever Maven wrote last
    } | report_stages
}

# Writes java.args. Our own jars are copied, so that a later build does not touch those of a running node.
write_java_args() {
    class_path=
    IFS=:
    for jar in "$root/node/target/node.jar" $(cat "$root/node/target/runtime.classpath"); do
        case $jar in
            "$root"/*)
                cp "$jar" "$next/"
                jar=$app/${jar##*/} ;;
        esac
        class_path=$class_path${class_path:+:}$jar
    done
    unset IFS
    # Less the Vector API, which ./grail adds for the commands that want it.
    sed -n 's:.*<grail\.jvm\.flags>\(.*\)</grail\.jvm\.flags>.*:\1:p' "$root/pom.xml" |
        sed 's/ --add-modules=jdk\.incubator\.vector//' >"$next/java.args"
    cat >>"$next/java.args" <<ARGS
# Serial: the heap is small and the cores are busy. 40 %: the rest is for tensors, which live outside the heap.
-XX:+UseSerialGC
-XX:MaxRAMPercentage=40
# stdout is for results; an AOT cache that does not fit this JVM is no news.
-Xlog:disable -Xlog:all=warning:stderr -Xlog:aot=off:stderr -Xlog:cds=off:stderr
-cp "$class_path"
ARGS
}

# Lets one JVM start and end, and keeps the classes that it loaded; without them Grail only starts slower.
write_aot_cache() {
    if "$JAVA_HOME/bin/java" "@$app/java.args" -XX:AOTCacheOutput="$app/grail.aot" \
        io.grail.node.cli.Main --help >>"$log" 2>&1; then
        echo "-XX:AOTCache=\"$app/grail.aot\"" >>"$app/java.args"
    else
        say "no AOT cache, see $log"
    fi
}

build() {
    take_lock
    if built; then
        release_lock
        return
    fi
    next=$root/target/app.next
    rm -rf "$next"
    mkdir -p "$next"
    touch "$next/stamp.next"
    say "building with the JDK in $JAVA_HOME (log: $log)"
    if ! run_maven; then
        grep '^\[ERROR\]' "$log" | head -n 12 >&2 || true
        say "the build failed; the whole log is $log"
        exit 70
    fi
    write_java_args
    rm -rf "$app"
    mv "$next" "$app"
    write_aot_cache
    mv "$app/stamp.next" "$app/stamp"
    release_lock
    say "ready"
}
