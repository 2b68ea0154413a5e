package io.keyholder.adapters.mail;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Optional;
import javax.net.ssl.SSLSocketFactory;

/** Makes TLS sockets that a deadline watches. */
final class WatchedTlsSocketFactory extends SSLSocketFactory {
    private final SSLSocketFactory sockets;
    private final Deadline deadline;

    WatchedTlsSocketFactory(Optional<SSLSocketFactory> trust, Deadline deadline) {
        this.sockets = trust.orElseGet(() -> (SSLSocketFactory) SSLSocketFactory.getDefault());
        this.deadline = deadline;
    }

    @Override
    public String[] getDefaultCipherSuites() {
        return sockets.getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return sockets.getSupportedCipherSuites();
    }

    @Override
    public Socket createSocket() throws IOException {
        return deadline.watch(sockets.createSocket());
    }

    @Override
    public Socket createSocket(Socket socket, String host, int port, boolean autoClose) throws IOException {
        return deadline.watch(sockets.createSocket(socket, host, port, autoClose));
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return deadline.watch(sockets.createSocket(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        return deadline.watch(sockets.createSocket(host, port, localHost, localPort));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return deadline.watch(sockets.createSocket(host, port));
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort)
            throws IOException {
        return deadline.watch(sockets.createSocket(address, port, localAddress, localPort));
    }
}
