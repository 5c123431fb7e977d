# The image of a release. goreleaser builds it of programs that are built
# already, one below the folder of each platform.
FROM gcr.io/distroless/static-debian12:nonroot
ARG TARGETPLATFORM
COPY LICENSE release/THIRD_PARTY_NOTICES /usr/share/doc/taskreach/
COPY $TARGETPLATFORM/taskreach /usr/bin/taskreach
WORKDIR /src
ENTRYPOINT ["/usr/bin/taskreach"]
