# syntax=docker/dockerfile:1
# Vestibule in a container: the pages, then the program that embeds them, then a small image that runs it unprivileged.

FROM node:22-bookworm-slim AS web
WORKDIR /src/web
COPY web/package.json web/package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY web ./
RUN npm run build

FROM rust:1.95-bookworm AS program
WORKDIR /src
COPY Cargo.toml Cargo.lock ./
COPY api ./api
COPY tests ./tests
COPY migrations ./migrations
COPY --from=web /src/web/dist ./web/dist
RUN --mount=type=cache,target=/usr/local/cargo/registry --mount=type=cache,target=/src/target \
    cargo build --profile dist --locked --bin vestibule && cp target/dist/vestibule /usr/local/bin/vestibule

FROM debian:bookworm-slim
# The newest certificates are wanted, not pinned ones.
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install -y --no-install-recommends ca-certificates \
    && rm -rf /var/lib/apt/lists/* \
    && groupadd --system --gid 10001 vestibule \
    && useradd --system --uid 10001 --gid 10001 --no-create-home --shell /usr/sbin/nologin vestibule \
    && install -d -m 0700 -o vestibule -g vestibule /data
COPY --from=program /usr/local/bin/vestibule /usr/local/bin/vestibule
USER 10001:10001
WORKDIR /data
ENV VESTIBULE_LISTEN=0.0.0.0:8080 VESTIBULE_DATA_DIR=/data VESTIBULE_PUBLIC_URL=http://localhost:8080
VOLUME ["/data"]
EXPOSE 8080
# The image has no HTTP client; bash opens the connection itself.
HEALTHCHECK --interval=15s --timeout=3s --start-period=20s \
    CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET /readyz HTTP/1.0\\r\\n\\r\\n' >&3 && read -r _ status _ <&3 && [ \"$status\" = 200 ]"]
ENTRYPOINT ["vestibule"]
CMD ["serve"]
