/** QR pictures, for hosts that show them: nothing else of the library needs this module. */
@SuppressWarnings("requires-automatic") // ZXing has no module descriptor
module io.keyholder.adapters.qr {
    requires com.google.zxing;
    requires io.keyholder.domain;
    requires static org.jspecify;

    exports io.keyholder.adapters.qr;
}
