/** Phone numbers as people of a region write them: nothing else of the library needs this module. */
@SuppressWarnings("requires-automatic") // libphonenumber has no module descriptor
module io.keyholder.adapters.phone {
    requires com.google.i18n.phonenumbers.libphonenumber;
    requires transitive io.keyholder.domain;
    requires static org.jspecify;

    exports io.keyholder.adapters.phone;
}
