# Images of ITOps. The context is the repository:
#   docker build -t itops .
#   docker build -t itops-toolchain --target toolchain .   what building needs, for this repository or a plugin
#   docker build -t itops-sdk --target sdk .               the same with the SDK, for plugins of others
# `./dev image` builds and tries it without Docker.
ARG BASE=debian:12-slim

FROM ${BASE} AS toolchain
WORKDIR /src
COPY dev ./
COPY cmake/packages cmake/packages
RUN ./dev packages build image && rm -rf /var/lib/apt/lists/* /var/cache/apt/archives/*.deb

FROM toolchain AS build
COPY . ./
# A staged tree in the context is taken as it is.
RUN { test -x build/stage/bin/itops || ./dev build; } && cmake/image/runtime_root.sh build/stage /image

FROM toolchain AS sdk
COPY --from=build /src/build/stage /opt/itops
ENV CMAKE_PREFIX_PATH=/opt/itops PATH=/opt/itops/bin:/usr/local/bin:/usr/bin:/bin
WORKDIR /plugin

FROM scratch AS runtime
ARG VERSION=0.1.0
ARG REVISION=""
COPY --from=build /image /
LABEL org.opencontainers.image.title="ITOps" \
      org.opencontainers.image.description="One catalog of everything you run, honest SLA figures, incidents and backups" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}" \
      org.opencontainers.image.base.name="scratch"
# Roles differ by their plugins alone: ITOPS_PLUGINS_<ID>_ENABLED.
ENV ITOPS_SERVER_ENVIRONMENT=production ITOPS_DATA_DIR=/tmp/itops \
    PATH=/opt/itops/bin:/usr/bin HOME=/tmp XDG_CACHE_HOME=/tmp
USER 1000:1000
EXPOSE 8080
# Of port 8080; whoever changes ITOPS_SERVER_PORT gives a check of their own. Kubernetes has its own probes.
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
  CMD ["/usr/bin/curl", "-fsS", "-o", "/dev/null", "http://127.0.0.1:8080/health"]
ENTRYPOINT ["/opt/itops/bin/itops"]
