package io.keyholder.adapters.mail;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.SocketFactory;

/** Makes plain sockets that a deadline watches. */
final class WatchedSocketFactory extends SocketFactory {
    private final SocketFactory sockets = SocketFactory.getDefault();
    private final Deadline deadline;

    WatchedSocketFactory(Deadline deadline) {
        this.deadline = deadline;
    }

    @Override
    public Socket createSocket() throws IOException {
        return deadline.watch(sockets.createSocket());
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
    public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort) throws IOException {
        return deadline.watch(sockets.createSocket(host, port, localHost, localPort));
    }
}
