package io.keyholder.adapters.couchdb.internal.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.keyholder.ports.persistence.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.http.HttpResponse;
import org.apache.http.client.methods.HttpDelete;
import org.apache.http.client.methods.HttpEntityEnclosingRequestBase;
import org.apache.http.client.methods.HttpGet;
import org.apache.http.client.methods.HttpPost;
import org.apache.http.client.methods.HttpPut;
import org.apache.http.client.methods.HttpRequestBase;
import org.apache.http.client.params.ClientPNames;
import org.apache.http.client.params.CookiePolicy;
import org.apache.http.conn.ConnectTimeoutException;
import org.apache.http.conn.scheme.PlainSocketFactory;
import org.apache.http.conn.scheme.Scheme;
import org.apache.http.conn.scheme.SchemeRegistry;
import org.apache.http.conn.ssl.AbstractVerifier;
import org.apache.http.conn.ssl.SSLSocketFactory;
import org.apache.http.entity.ByteArrayEntity;
import org.apache.http.entity.ContentType;
import org.apache.http.impl.client.DefaultHttpClient;
import org.apache.http.impl.client.DefaultHttpRequestRetryHandler;
import org.apache.http.params.CoreConnectionPNames;
import org.apache.http.params.HttpParams;
import org.apache.http.protocol.HttpContext;
import org.ektorp.http.StdHttpClient;

/**
 * Ektorp's HTTP client without what costs or harms: no stale check (nearly all of its overhead), no cache (it keeps
 * password hashes), no Expect-continue, no silent repetition, no redirects, no cookies. Adds the overall deadline that
 * it lacks, by aborting the request.
 */
@SuppressWarnings("deprecation")
public // Ektorp is built on the first API of Apache's HTTP client 4
final class EktorpExchange implements Exchange {
    /** A connection idle for longer is not used again; servers close theirs after five seconds or more. */
    private static final Duration KEPT_IDLE = Duration.ofSeconds(3);

    private static final int LONGEST_REPLY_BYTES = 256 * 1024 * 1024;
    private static final int BUFFER_BYTES = 16 * 1024;

    private final Client client;
    private final ScheduledExecutorService deadlines;

    private EktorpExchange(Client client, ScheduledExecutorService deadlines) {
        this.client = client;
        this.deadlines = deadlines;
    }

    public static EktorpExchange with(Endpoint endpoint) {
        return new EktorpExchange(new Client(configured(endpoint)), newTimer());
    }

    @Override
    public Reply send(Request request, Deadline deadline) {
        deadline.require();
        HttpRequestBase http = http(request);
        Future<?> abortion = scheduleAbortion(http, deadline);
        boolean wasInterrupted = Thread.currentThread().isInterrupted();
        try {
            return reply(client.send(http));
        } catch (IOException | RuntimeException failed) {
            if (http.isAborted() && !wasInterrupted) {
                Thread.interrupted(); // an aborted wait for a connection marks its thread so, though nobody
                // interrupted it
            }
            throw unanswered(failed, deadline);
        } finally {
            abortion.cancel(false);
            http.releaseConnection();
        }
    }

    @Override
    public void close() {
        deadlines.shutdownNow();
        client.shutdown();
    }

    private Future<?> scheduleAbortion(HttpRequestBase http, Deadline deadline) {
        try {
            return deadlines.schedule(http::abort, deadline.remainingNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException closed) {
            throw new UnansweredException("the store was closed", closed);
        }
    }

    /** A handshake fails before anything is sent. */
    private static RuntimeException unanswered(Exception failed, Deadline deadline) {
        if (failed instanceof SSLHandshakeException || failed instanceof SSLPeerUnverifiedException) {
            return new StoreException(
                    "the certificate of CouchDB's server is not trusted or not for its name; nothing was sent", failed);
        }
        return failed instanceof StoreException refused
                ? refused
                : new UnansweredException(
                        deadline.hasPassed() ? "CouchDB did not answer in time" : "CouchDB cannot be reached",
                        failed,
                        isUnsent(failed));
    }

    /** A connection that cannot be made carries no request. */
    private static boolean isUnsent(Exception failed) {
        return failed instanceof ConnectException
                || failed instanceof NoRouteToHostException
                || failed instanceof UnknownHostException
                || failed instanceof ConnectTimeoutException;
    }

    private static Reply reply(HttpResponse response) throws IOException {
        int status = response.getStatusLine().getStatusCode();
        if (response.getEntity() == null) {
            return new Reply(status, "");
        }
        try (InputStream content = response.getEntity().getContent()) {
            return new Reply(status, text(content));
        }
    }

    private static String text(InputStream content) throws IOException {
        byte[] bytes = content.readNBytes(LONGEST_REPLY_BYTES);
        if (bytes.length == LONGEST_REPLY_BYTES) {
            throw new IOException("the reply is longer than " + LONGEST_REPLY_BYTES + " bytes");
        }
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException invalid) {
            throw new IOException("the reply is not UTF-8", invalid);
        }
    }

    private static HttpRequestBase http(Request request) {
        HttpRequestBase http = switch (request.method()) {
            case GET -> new HttpGet(request.target());
            case PUT -> withBody(new HttpPut(request.target()), request);
            case POST -> withBody(new HttpPost(request.target()), request);
            case DELETE -> new HttpDelete(request.target());
        };
        http.setHeader("Accept", "application/json");
        return http;
    }

    private static HttpRequestBase withBody(HttpEntityEnclosingRequestBase http, Request request) {
        http.setEntity(new ByteArrayEntity(request.bodyBytes(), ContentType.APPLICATION_JSON));
        return http;
    }

    public static DefaultHttpClient configured(Endpoint endpoint) {
        int timeoutMillis = Math.toIntExact(endpoint.timeout().toMillis());
        StdHttpClient.Builder builder = new StdHttpClient.Builder()
                .host(endpoint.host())
                .port(endpoint.port())
                .enableSSL(endpoint.isEncrypted())
                .connectionTimeout(timeoutMillis)
                .socketTimeout(timeoutMillis)
                .maxConnections(endpoint.connections())
                .caching(false)
                .useExpectContinue(false)
                .cleanupIdleConnections(false);
        NonLoggingConnections connections = new NonLoggingConnections(schemes(endpoint));
        connections.setMaxTotal(endpoint.connections());
        connections.setDefaultMaxPerRoute(endpoint.connections());
        builder.connectionManager(connections);
        endpoint.login().ifPresent(login -> builder.username(login.name()).password(login.password()));
        DefaultHttpClient client = (DefaultHttpClient) builder.configureClient();
        HttpParams params = client.getParams();
        params.setBooleanParameter(CoreConnectionPNames.STALE_CONNECTION_CHECK, false);
        params.setIntParameter(CoreConnectionPNames.SOCKET_BUFFER_SIZE, BUFFER_BYTES);
        params.setBooleanParameter(ClientPNames.HANDLE_REDIRECTS, false);
        params.setParameter(ClientPNames.COOKIE_POLICY, CookiePolicy.IGNORE_COOKIES);
        client.setHttpRequestRetryHandler(new DefaultHttpRequestRetryHandler(0, false));
        client.setKeepAliveStrategy(EktorpExchange::keptIdleMillis);
        return client;
    }

    /** How the one server is reached, and no other way. */
    private static SchemeRegistry schemes(Endpoint endpoint) {
        SchemeRegistry schemes = new SchemeRegistry();
        schemes.register(
                endpoint.isEncrypted()
                        ? new Scheme("https", endpoint.port(), verifying())
                        : new Scheme("http", endpoint.port(), PlainSocketFactory.getSocketFactory()));
        return schemes;
    }

    /** Certificates and host names as the platform checks them. */
    private static SSLSocketFactory verifying() {
        try {
            return new SSLSocketFactory(SSLContext.getDefault().getSocketFactory(), new StrictNames());
        } catch (NoSuchAlgorithmException unusable) {
            throw new StoreException("this platform has no TLS", unusable);
        }
    }

    private static long keptIdleMillis(HttpResponse response, HttpContext context) {
        return KEPT_IDLE.toMillis();
    }

    private static ScheduledExecutorService newTimer() {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, work -> {
            Thread thread = new Thread(work, "keyholder-couchdb-deadlines");
            thread.setDaemon(true);
            return thread;
        });
        timer.setRemoveOnCancelPolicy(true);
        return timer;
    }

    /** Shows by the type of its error that nothing was sent yet. */
    private static final class StrictNames extends AbstractVerifier {
        @Override
        public void verify(String host, String[] names, String[] alternatives) throws SSLException {
            try {
                SSLSocketFactory.STRICT_HOSTNAME_VERIFIER.verify(host, names, alternatives);
            } catch (SSLException otherName) {
                SSLPeerUnverifiedException unverified =
                        new SSLPeerUnverifiedException("the certificate has other names");
                unverified.initCause(otherName);
                throw unverified;
            }
        }
    }

    /** Gives this package the requests that Ektorp makes and keeps to itself, so that they can be aborted. */
    private static final class Client extends StdHttpClient {
        Client(org.apache.http.client.HttpClient http) {
            super(http);
        }

        HttpResponse send(HttpRequestBase request) throws IOException {
            return getClient().execute(getHttpHost(), request);
        }
    }
}
