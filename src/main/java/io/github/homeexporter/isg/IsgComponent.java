package io.github.homeexporter.isg;

import io.github.homeexporter.isg.IsgOptions.IsgAddress;
import io.github.homeexporter.isg.WebSession.LoginGuard;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/** Scheme {@code isg:}. */
@Component("isg")
public class IsgComponent extends DefaultComponent {
    private record Login(IsgAddress address, String user, String password, Duration pause) {}

    private final Map<Login, LoginGuard> guards = new ConcurrentHashMap<>();

    /** The same for the same login, so that a restart of the route is no way round the pause after a refusal. */
    LoginGuard guard(IsgOptions o) {
        return guards.computeIfAbsent(
                new Login(o.address(), o.user(), o.password(), o.loginPause()),
                login -> new LoginGuard(login.pause(), new Random()::nextDouble));
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        IsgEndpoint endpoint = new IsgEndpoint(uri, this, remaining);
        setProperties(endpoint, parameters);
        return endpoint;
    }
}
