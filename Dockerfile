# syntax=docker/dockerfile:1
# Taper as one image: the binary with the web app inside, and PostgreSQL for the embedded default.

FROM node:22-bookworm-slim AS web
WORKDIR /src/web
COPY web/package.json web/package-lock.json web/.npmrc ./
RUN --mount=type=cache,target=/var/cache/npm \
    npm install --no-save --cache /var/cache/npm --ignore-scripts --no-audit --no-fund
COPY web/ ./
COPY events/ ../events/
COPY specs/ ../specs/
RUN npm run build

FROM rust:1.95-bookworm AS binary
WORKDIR /src
COPY . .
COPY --from=web /src/web/dist web/dist
RUN --mount=type=cache,target=/usr/local/cargo/registry \
    --mount=type=cache,target=/src/target \
    cargo build --release --locked --package taper && install -D target/release/taper /out/taper

FROM debian:12-slim
# The policy and the setting keep Debian's package from making and starting a cluster of its own.
RUN mkdir -p /etc/postgresql-common/createcluster.d \
    && echo "create_main_cluster = false" > /etc/postgresql-common/createcluster.d/taper.conf \
    && apt-get update \
    && apt-get install -y --no-install-recommends ca-certificates curl libnss-wrapper postgresql tini \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --uid 10001 --gid 0 --no-create-home --home-dir /var/lib/taper --shell /usr/sbin/nologin taper \
    # Group 0 may write, and libnss-wrapper names the user id to PostgreSQL, so that a cluster which gives every pod an
    # uid of its own can run it too.
    && install -d -o 10001 -g 0 -m 0770 /var/lib/taper
COPY --from=binary /out/taper /usr/local/bin/taper

USER 10001:0
ENV PORT=8080 \
    TAPER_ENVIRONMENT=production \
    TAPER_DATA_DIR=/var/lib/taper
VOLUME /var/lib/taper
EXPOSE 8080
# SIGTERM lets what is running finish; tini passes it on and reaps what PostgreSQL leaves.
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=4s --start-period=60s --retries=3 \
    CMD curl --fail --silent --output /dev/null --max-time 3 "http://127.0.0.1:${PORT}/healthz"
ENTRYPOINT ["tini", "--", "taper"]
CMD ["serve"]
