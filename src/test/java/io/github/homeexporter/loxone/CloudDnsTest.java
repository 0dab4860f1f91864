package io.github.homeexporter.loxone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.homeexporter.loxone.LoxoneAddress.Way;
import io.github.homeexporter.loxone.login.Access.Encryption;
import io.github.homeexporter.net.Fault.FaultException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people write for a Miniserver that is known by its serial number, and what the Cloud DNS answers for it. */
class CloudDnsTest {
    private static final String SERIAL = "504f94d00001";

    @ParameterizedTest
    @CsvSource({
        "504F94D00001,dns.loxonecloud.com",
        "50:4F:94:D0:00:01,dns.loxonecloud.com",
        "50-4f-94-d0-00-01,dns.loxonecloud.com",
        "https://504F94D00001,dns.loxonecloud.com",
        "dns.loxonecloud.com/504F94D00001,dns.loxonecloud.com",
        "https://dns.loxonecloud.com:443/504F94D00001/,dns.loxonecloud.com",
        "https://connect.loxonecloud.com/504F94D00001,dns.loxonecloud.com",
        "http://dns.loxonecloud.cn/504f94d00001,dns.loxonecloud.cn"
    })
    void a_serial_number_is_one_in_each_writing(String text, String asked) {
        LoxoneAddress address = LoxoneAddress.parse(text, 80, 443);
        assertThat(address.serial()).isEqualTo(SERIAL);
        assertThat(address.name()).isEqualTo(SERIAL);
        assertThat(address.at(true)).hasToString(asked + ":443");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "504F94D0000",
                "504F94D000011",
                "504F94D00001:8080",
                "50:4F:94:D0:00",
                "dns.loxonecloud.com",
                "https://dns.loxonecloud.com/",
                "dns.loxonecloud.com/miniserver",
                "dns.loxonecloud.com/504F94D0000"
            })
    void one_that_is_cut_off_or_missing_is_said(String text) {
        assertThatThrownBy(() -> LoxoneAddress.parse(text, 80, 443)).hasMessageContaining("504F94AABBCC");
    }

    @ParameterizedTest
    @ValueSource(strings = {"504f94d00001.fritz.box", "10-0-0-7.504f94d00001.dyndns.loxonecloud.com", "deadbeef0123"})
    void a_host_may_be_called_so(String text) {
        assertThat(LoxoneAddress.parse(text, 80, 443).serial()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mini_server", "192.168.1.300", "-mini:80", "mini..lan", "büro_1"})
    void a_host_that_no_url_can_hold_is_said(String text) {
        assertThatThrownBy(() -> LoxoneAddress.parse(text, 80, 443)).hasMessageContaining("IP address");
    }

    @Test
    void letters_of_other_alphabets_are_written_as_resolvers_want_them() {
        assertThat(LoxoneAddress.parse("büro.lan:81", 80, 443).plain()).hasToString("xn--bro-hoa.lan:81");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "'IPHTTPS':'192.0.2.7:4523'; 192.0.2.7:4523; 192-0-2-7; com",
                "'IPHTTPS':'192.0.2.7:4523','IP':'192.0.2.8:80','PortOpen':true; 192.0.2.7:4523; 192-0-2-7; com",
                "'IPHTTPS':'[2001:db8::7]:8443'; [2001:db8::7]:8443; 2001-db8--7; com",
                "'IPHTTPS':'[2001:db8::7]'; [2001:db8::7]:443; 2001-db8--7; com",
                "'IPHTTPS':'192.0.2.7:1','DataCenter':'loxonecloud.cn'; 192.0.2.7:1; 192-0-2-7; cn",
                "'IPHTTPS':'192.0.2.7:1','DataCenter':'loxonecloud.evil.io'; 192.0.2.7:1; 192-0-2-7; com",
                "'IPHTTPS':'192.0.2.7:1','DataCenter':'loxonecloud.xyz'; 192.0.2.7:1; 192-0-2-7; com"
            })
    void the_certificate_must_bear_the_address_and_the_serial_number_under_loxones_own_domain(
            String fields, String at, String name, String end) throws Exception {
        Way way = read("{'Code':200," + fields + "}").way(Encryption.AUTO, false);
        assertThat(way.secure()).isTrue();
        assertThat(way.at()).hasToString(at);
        assertThat(way.name()).isEqualTo(name + "." + SERIAL + ".dyndns.loxonecloud." + end);
    }

    @Test
    void an_unbelievable_address_by_tls_leaves_the_other_one() throws Exception {
        Way way = read("{'Code':200,'IPHTTPS':':443','IP':'192.0.2.7'}").way(Encryption.AUTO, true);
        assertThat(way.secure()).isFalse();
        assertThat(way.at()).hasToString("192.0.2.7:80");
    }

    @Test
    void without_tls_only_a_believed_answer_is_followed_and_never_against_the_users_will() throws Exception {
        CloudDns plain = read("{'Code':200,'IP':'192.0.2.7:80'}");
        assertThat(plain.way(Encryption.AUTO, true).secure()).isFalse();
        assertThatThrownBy(() -> plain.way(Encryption.AUTO, false)).hasMessageContaining("anybody's answer");
        assertThatThrownBy(() -> plain.way(Encryption.ALWAYS, true)).hasMessageContaining("encryption is always");
        CloudDns both = read("{'Code':200,'IP':'192.0.2.7:80','IPHTTPS':'192.0.2.7:443'}");
        assertThat(both.way(Encryption.NEVER, true).secure()).isFalse();
        CloudDns secure = read("{'Code':200,'IPHTTPS':'192.0.2.7:443'}");
        assertThatThrownBy(() -> secure.way(Encryption.NEVER, true)).hasMessageContaining("encryption is never");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "200; {'Code':483}; it restarts; 30",
                "200; {'Code':482}; remote connect; 30",
                "200; {'Code':405}; does not report; 300",
                "200; {'Code':200,'IP':null,'IPHTTPS':{}}; no address; 300",
                "200; {'Code':200,'IP':'192.0.2.7:0'}; no address; 300",
                "200; []; something else than JSON (HTTP 200); 300",
                "503; <html>busy</html>; (HTTP 503); 30",
                "301; ''; (HTTP 301); 300",
                "429; {}; code 429; 300"
            })
    void an_answer_that_says_nowhere_is_told_and_asked_again_in_its_time(
            int status, String body, String said, int wait) {
        assertThatThrownBy(() -> CloudDns.read(SERIAL, status, body.replace('\'', '"')))
                .hasMessageContaining(said)
                .isInstanceOfSatisfying(
                        FaultException.class,
                        e -> assertThat(e.fault().retryAfter()).isEqualTo(Duration.ofSeconds(wait)));
    }

    private static CloudDns read(String body) throws FaultException {
        return CloudDns.read(SERIAL, 200, body.replace('\'', '"'));
    }
}
