# The image of Licet. Nothing secret is in it; settings and secrets come from outside.
FROM node:24-slim AS packages
WORKDIR /licet
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --omit=optional --ignore-scripts --no-audit --no-fund

FROM node:24-slim
LABEL org.opencontainers.image.title="Licet" org.opencontainers.image.licenses="Apache-2.0"
ENV NODE_ENV=production
ENV LICET_LOG=json
WORKDIR /licet
RUN install -d -o 1000 -g 1000 -m 0700 /data && ln -s /data data
COPY --from=packages /licet/node_modules node_modules
COPY LICENSE package.json settings.example.yaml ./
COPY bin bin
COPY knowledge knowledge
COPY src src
COPY adapters adapters
# What Node makes of the TypeScript is kept here, so that it starts as fast on a read-only root.
RUN node bin/start.mjs --help > /dev/null
USER 1000:1000
VOLUME /data
EXPOSE 3000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s CMD ["node", "bin/alive.mjs"]
ENTRYPOINT ["node", "--max-semi-space-size=8", "bin/start.mjs"]
CMD ["serve"]
