package io.keyholder.adapters.couchdb.internal.http;

import java.io.IOException;
import java.net.Socket;
import org.apache.http.Header;
import org.apache.http.HttpException;
import org.apache.http.HttpRequest;
import org.apache.http.conn.ClientConnectionOperator;
import org.apache.http.conn.OperatedClientConnection;
import org.apache.http.conn.scheme.SchemeRegistry;
import org.apache.http.impl.conn.DefaultClientConnection;
import org.apache.http.impl.conn.DefaultClientConnectionOperator;
import org.apache.http.impl.conn.PoolingClientConnectionManager;
import org.apache.http.impl.io.SocketInputBuffer;
import org.apache.http.impl.io.SocketOutputBuffer;
import org.apache.http.io.SessionInputBuffer;
import org.apache.http.io.SessionOutputBuffer;
import org.apache.http.message.BasicHttpRequest;
import org.apache.http.params.HttpParams;

/**
 * Connections that write neither passwords nor documents to a log. The client's own log every byte and every header of
 * a request where a host lets everything log its details: the account of CouchDB and the hashes of all passwords.
 */
@SuppressWarnings("deprecation") // Ektorp is built on the first API of Apache's HTTP client 4
final class NonLoggingConnections extends PoolingClientConnectionManager {
    private static final int BUFFER_BYTES = 8 * 1024;

    NonLoggingConnections(SchemeRegistry schemes) {
        super(schemes);
    }

    @Override
    protected ClientConnectionOperator createConnectionOperator(SchemeRegistry schemes) {
        return new DefaultClientConnectionOperator(schemes) {
            @Override
            public OperatedClientConnection createConnection() {
                return new QuietConnection();
            }
        };
    }

    private static final class QuietConnection extends DefaultClientConnection {
        @Override
        protected SessionInputBuffer createSessionInputBuffer(Socket socket, int size, HttpParams params)
                throws IOException {
            return new SocketInputBuffer(socket, size > 0 ? size : BUFFER_BYTES, params);
        }

        @Override
        protected SessionOutputBuffer createSessionOutputBuffer(Socket socket, int size, HttpParams params)
                throws IOException {
            return new SocketOutputBuffer(socket, size > 0 ? size : BUFFER_BYTES, params);
        }

        @Override
        public void sendRequestHeader(HttpRequest request) throws HttpException, IOException {
            super.sendRequestHeader(new WithoutListedHeaders(request));
        }
    }

    /** A request that is written with its headers, one after the other, and logged without them. */
    private static final class WithoutListedHeaders extends BasicHttpRequest {
        WithoutListedHeaders(HttpRequest request) {
            super(request.getRequestLine());
            setHeaders(request.getAllHeaders());
        }

        @Override
        public Header[] getAllHeaders() {
            return new Header[0];
        }
    }
}
