package io.grail.node.lab.chaos;

import io.grail.learning.checkpoint.ParameterFile;
import io.grail.node.home.Disk;
import io.grail.node.lab.ForwardingBucket;
import io.grail.protocol.incentive.Standings;
import io.grail.protocol.run.RunConfig;
import io.grail.protocol.state.LlamaLayout;
import io.grail.protocol.state.Parameters;
import io.grail.storage.Bucket;
import io.grail.storage.StoredObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Mistakes with snapshots. */
final class DiskPlants {
    private DiskPlants() {}

    /** A disk that does as it is told. */
    private static class Through implements Disk {
        private final Disk disk;

        Through(Disk disk) {
            this.disk = disk;
        }

        @Override
        public void force(Path path) throws IOException {
            disk.force(path);
        }

        @Override
        public void rename(Path from, Path to) throws IOException {
            disk.rename(from, to);
        }

        @Override
        public void delete(Path tree) throws IOException {
            disk.delete(tree);
        }
    }

    static final class TornRename implements Plant {
        @Override
        public Disk disk(Disk disk) {
            return new Through(disk) {
                @Override
                public void rename(Path from, Path to) throws IOException {
                    byte[] bytes = Files.readAllBytes(from);
                    Files.write(to, Arrays.copyOf(bytes, 1));
                    disk.force(to);
                    Files.write(to, bytes);
                    disk.force(to);
                }
            };
        }
    }

    static final class NothingForced implements Plant {
        @Override
        public Disk disk(Disk disk) {
            return new Through(disk) {
                @Override
                public void force(Path path) {
                    // that is the mistake
                }
            };
        }
    }

    static final class OldDeletedFirst implements Plant {
        @Override
        public Disk disk(Disk disk) {
            return new Through(disk) {
                @Override
                public void rename(Path from, Path to) throws IOException {
                    if (Files.exists(to)) {
                        disk.delete(to.resolveSibling(Files.readString(to)));
                    }
                    disk.rename(from, to);
                }
            };
        }
    }

    /** Holds back what makes an update's snapshot current until its envelope is up. */
    static final class UploadedBeforeSaved implements Plant {
        private final List<Late> late = new ArrayList<>();

        private interface Late {
            void run() throws IOException;
        }

        @Override
        public Disk disk(Disk disk) {
            late.clear();
            return new Through(disk) {
                @Override
                public void rename(Path from, Path to) throws IOException {
                    if (Files.readString(from).contains("-trained")) {
                        late.add(() -> disk.rename(from, to));
                    } else {
                        disk.rename(from, to);
                    }
                }

                @Override
                public void delete(Path tree) throws IOException {
                    if (late.isEmpty()) {
                        disk.delete(tree);
                    } else {
                        late.add(() -> disk.delete(tree));
                    }
                }
            };
        }

        @Override
        public Bucket own(Bucket bucket) {
            return new ForwardingBucket(bucket) {
                @Override
                public StoredObject put(String key, byte[] body) {
                    StoredObject stored = super.put(key, body);
                    if (key.contains("/envelope-")) {
                        try {
                            for (Late step : late) {
                                step.run();
                            }
                        } catch (IOException e) {
                            throw new UncheckedIOException("cannot save late", e);
                        }
                        late.clear();
                    }
                    return stored;
                }
            };
        }
    }

    static final class FeedbackForgotten implements Plant {
        private final RunConfig run;

        FeedbackForgotten(RunConfig run) {
            this.run = run;
        }

        @Override
        public Disk disk(Disk disk) {
            return new Through(disk) {
                @Override
                public void force(Path path) throws IOException {
                    if (path.endsWith("error-feedback.safetensors")) {
                        ParameterFile.write(path, Parameters.zeros(LlamaLayout.of(run.model())), Map.of());
                    }
                    disk.force(path);
                }
            };
        }
    }

    static final class RatingsForgotten implements Plant {
        @Override
        public Disk disk(Disk disk) {
            return new Through(disk) {
                @Override
                public void force(Path path) throws IOException {
                    if (path.endsWith("standings")) {
                        Files.write(path, Standings.empty().toBytes());
                    }
                    disk.force(path);
                }
            };
        }
    }
}
