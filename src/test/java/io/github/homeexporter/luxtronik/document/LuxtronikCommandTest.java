package io.github.homeexporter.luxtronik.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LuxtronikCommandTest {
    @Test
    void says_what_the_controller_understands() {
        assertThat(LuxtronikCommand.login("999999").text()).isEqualTo("LOGIN;999999");
        assertThat(LuxtronikCommand.get("0x0x28bbe8").text()).isEqualTo("GET;0x0x28bbe8");
        assertThat(LuxtronikCommand.refresh().text()).isEqualTo("REFRESH");
    }

    /** A proof, not a promise: three ways to make a command, none of which writes. */
    @Test
    void there_is_no_way_to_make_a_command_that_writes() {
        assertThat(Arrays.stream(LuxtronikCommand.class.getDeclaredMethods())
                        .filter(m -> m.getReturnType() == LuxtronikCommand.class)
                        .map(Method::getName))
                .containsExactlyInAnyOrder("login", "get", "refresh");
        assertThat(LuxtronikCommand.class.getDeclaredConstructors())
                .allMatch(c -> Modifier.isPrivate(c.getModifiers()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1;SET;set_0x1;0",
                "1 2",
                "1\nSAVE;1",
                "\u007f",
                "0123456789012345678901234567890123456789012345678901234567890123x"
            })
    void nothing_that_could_become_another_command_is_an_argument(String text) {
        assertThat(LuxtronikCommand.isArgument(text)).isFalse();
        assertThatThrownBy(() -> LuxtronikCommand.get(text)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> LuxtronikCommand.login(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void the_password_is_not_in_its_words() {
        assertThat(LuxtronikCommand.login("999999")).hasToString("LOGIN");
    }
}
