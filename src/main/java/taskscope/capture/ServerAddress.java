package taskscope.capture;

/// Where a recorded server listens.
record ServerAddress(String address, int port) {

    /// As it stands in a URL; a server that listens everywhere is met on the loopback interface.
    String authority() {
        String host = switch (address) {
            case "0.0.0.0" -> "127.0.0.1";
            case "::" -> "::1";
            default -> address;
        };
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
