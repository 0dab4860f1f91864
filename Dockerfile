# docs/deploy.md says how to build and run it, and what of it has been tried.
ARG BASE_JDK=maven:3.9-eclipse-temurin-25
ARG BASE_RUN=debian:13-slim

FROM ${BASE_JDK} AS build
WORKDIR /src
COPY . .
# -Pkubernetes, -o, …
ARG MAVEN_ARGS=""
ARG COMMIT=unknown
ARG BUILD_DATE=unknown
# behind a mirror: a settings.xml as the secret maven-settings, or the builder's own ~/.m2 as a volume
RUN --mount=type=secret,id=maven-settings,required=false \
    settings=""; [ ! -s /run/secrets/maven-settings ] || settings="-s /run/secrets/maven-settings"; \
    mvn -B -ntp -q $settings -DskipTests -Dmaven.gitcommitid.skip=true -Dgit.commit.id.abbrev="$COMMIT" -Dgit.build.time="$BUILD_DATE" $MAVEN_ARGS package
RUN mkdir -p /opt/home-exporter/extra \
    && cp -a target/home-exporter.jar target/lib LICENSE src/distribution/jvm.options /opt/home-exporter/ \
    && { [ ! -e target/bom.json ] || cp -a target/bom.json /opt/home-exporter/; }

# a Java of only the modules the program and Camel use, and the archive of their classes; made for the platform it runs on
FROM ${BASE_JDK} AS java
# its first compiler does: what is compiled well is done with by then
RUN jlink -J-XX:TieredStopAtLevel=1 -J-XX:+UseSerialGC --strip-java-debug-attributes --no-man-pages --no-header-files --output /opt/java --add-modules \
    java.base,java.compiler,java.desktop,java.logging,java.management,java.naming,java.net.http,java.rmi,java.security.jgss,java.sql,jdk.crypto.ec,jdk.jfr,jdk.localedata,jdk.management,jdk.net,jdk.unsupported,jdk.zipfs \
    && /opt/java/bin/java -XX:+UseSerialGC -Xshare:dump
COPY --from=build /opt/home-exporter /opt/home-exporter
# Vert.x would keep a copy of what it serves in /tmp; it serves no files
RUN set -eu; cd /opt/home-exporter; \
    printf '%s\n' -Dvertx.disableFileCPResolving=true -Dvertx.disableFileCaching=true >>jvm.options; \
    if /opt/java/bin/java -XX:AOTMode=auto -version 2>/dev/null; then \
        make=-XX:AOTCacheOutput; use=-XX:AOTCache; else make=-XX:ArchiveClassesAtExit; use=-XX:SharedArchiveFile; fi; \
    mkdir -p /tmp/train; cd /tmp/train; \
    /opt/java/bin/java @/opt/home-exporter/jvm.options "$make=/opt/home-exporter/classes.archive" \
        -cp /opt/home-exporter/home-exporter.jar io.github.homeexporter.HomeExporter --warm-up; \
    printf '%s\n' "$use=/opt/home-exporter/classes.archive" >>/opt/home-exporter/jvm.options; \
    test -s /opt/home-exporter/classes.archive

FROM ${BASE_RUN}
ARG VERSION=""
ARG COMMIT=unknown
ARG BUILD_DATE=unknown
LABEL org.opencontainers.image.title="home-exporter" \
      org.opencontainers.image.description="Turns the devices in and around a home into Prometheus metrics" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${COMMIT}" \
      org.opencontainers.image.created="${BUILD_DATE}"
COPY --from=java /opt/java /opt/java
COPY --from=java /opt/home-exporter /opt/home-exporter
# application.properties, routes/, rules/ and registers/ are mounted here; without them the shipped ones count
WORKDIR /config
USER 65532:65532
EXPOSE 9504
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=10s --start-period=30s --retries=3 \
    CMD ["/opt/java/bin/java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx24m", "-cp", "/opt/home-exporter/home-exporter.jar", "io.github.homeexporter.HomeExporter", "--health"]
ENTRYPOINT ["/opt/java/bin/java", "@/opt/home-exporter/jvm.options", "-cp", "/opt/home-exporter/home-exporter.jar:/opt/home-exporter/extra/*", "io.github.homeexporter.HomeExporter"]
