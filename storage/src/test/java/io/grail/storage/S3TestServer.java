package io.grail.storage;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.gaul.s3proxy.AccessGrant;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.blobstore.domain.MultipartUpload;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * S3Proxy on loopback, with an owner's key and one that may only read. As a program of its own it takes a port and a
 * folder, and serves until it is ended (docs/storage.md).
 */
final class S3TestServer implements AutoCloseable {
    static final S3Key OWNER = new S3Key("OWNER", "owner/secret+1=");
    static final S3Key READER = new S3Key("READER", "reader-secret");

    private final S3Proxy server;
    private final BlobStore store;

    private S3TestServer(S3Proxy server, BlobStore store) {
        this.server = server;
        this.store = store;
    }

    /** With objects in memory. */
    static S3TestServer start() {
        return start(new TransientNio2BlobStore());
    }

    /** With objects in a folder, where they are too large for memory. */
    static S3TestServer onDisk(Path folder) {
        return start(new FilesystemNio2BlobStore(folder.toString()));
    }

    private static S3TestServer start(BlobStore store) {
        return start(store, 0);
    }

    public static void main(String... args) throws IOException {
        Path folder = Files.createDirectories(Path.of(args[1]));
        S3TestServer server = start(new FilesystemNio2BlobStore(folder.toString()), Integer.parseInt(args[0]));
        System.out.println("serving " + folder + " on http://127.0.0.1:" + server.port() + " to " + OWNER.id() + ", "
                + OWNER.secret() + " and, for reading, " + READER.id() + ", " + READER.secret());
    }

    private static S3TestServer start(BlobStore store, int port) {
        try {
            S3Proxy server = S3Proxy.builder()
                    .blobStore(store)
                    .endpoint(URI.create("http://127.0.0.1:" + port))
                    .awsAuthentication(AuthenticationType.AWS_V4, OWNER.id(), OWNER.secret())
                    .stopTimeout(0)
                    .build();
            BlobStore readOnly = new ReadOnly(store);
            server.setBlobStoreLocator((id, bucket, key) -> {
                if (OWNER.id().equals(id)) {
                    return new AccessGrant(OWNER.secret(), store);
                }
                return READER.id().equals(id) ? new AccessGrant(READER.secret(), readOnly) : null;
            });
            server.start();
            return new S3TestServer(server, store);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    int port() {
        return server.getPort();
    }

    /** A bucket's location, seen through {@code port}. */
    static S3Location location(int port, String bucket) {
        S3Endpoint endpoint = new S3Endpoint(false, "127.0.0.1", port, false);
        return new S3Location(endpoint, bucket, "us-east-1", Optional.of(READER));
    }

    /** A new bucket. */
    S3Location bucket(String name) {
        store.createContainer(CreateBucketRequest.builder().bucket(name).build());
        return location(port(), name);
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class ReadOnly extends ForwardingBlobStore {
        ReadOnly(BlobStore store) {
            super(store);
        }

        @Override
        public PutObjectResponse putBlob(PutObjectRequest request, InputStream payload) {
            throw denied();
        }

        @Override
        public MultipartUpload initiateMultipartUpload(CreateMultipartUploadRequest request) {
            throw denied();
        }

        @Override
        public DeleteObjectResponse removeBlob(DeleteObjectRequest request) {
            throw denied();
        }

        private static RuntimeException denied() {
            return S3Exception.builder()
                    .statusCode(403)
                    .awsErrorDetails(AwsErrorDetails.builder()
                            .errorCode("AccessDenied")
                            .errorMessage("read only")
                            .build())
                    .build();
        }
    }
}
