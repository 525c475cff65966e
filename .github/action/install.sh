#!/usr/bin/env bash
# Puts `journey` on the path of the steps behind: a release, or what the sources of the action are built to.
# In: VERSION, SOURCES.
# shellcheck source=.github/action/common.sh
source "$(dirname "$0")/common.sh"

bin=$RUNNER_TEMP/journey-bin
mkdir -p "$bin"

if [ -z "$VERSION" ]; then
  # The release profile is for the last tenth of speed, and takes minutes longer.
  CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 \
    cargo build --release --locked --bin journey --manifest-path "$SOURCES/Cargo.toml" --target-dir "$RUNNER_TEMP/journey-target"
  cp "$RUNNER_TEMP/journey-target/release/journey" "$bin/"
else
  [[ $VERSION =~ ^[0-9]+\.[0-9]+\.[0-9]+(-[0-9A-Za-z.]+)?$ ]] || refuse "\`version\` is no version such as \`0.1.0\`: $VERSION"
  case "${RUNNER_OS:-}-${RUNNER_ARCH:-}" in
    Linux-X64) target=x86_64-unknown-linux-gnu ;;
    Linux-ARM64) target=aarch64-unknown-linux-gnu ;;
    macOS-X64) target=x86_64-apple-darwin ;;
    macOS-ARM64) target=aarch64-apple-darwin ;;
    *) refuse "there is no release for ${RUNNER_OS:-this system} on ${RUNNER_ARCH:-this machine}: leave \`version\` out, and it is built" ;;
  esac
  name=journey-$VERSION-$target.tar.gz
  from=${RELEASES:-https://github.com/journey-lang/journey/releases/download}/v$VERSION
  folder=$(mktemp -d)
  trap 'rm -rf "$folder"' EXIT
  for file in "$name" "$name.sha256"; do
    curl --fail --silent --show-error --location --retry 3 --max-time 300 --output "$folder/$file" "$from/$file" ||
      refuse "the release $VERSION cannot be had from $from: look which there are, or leave \`version\` out, and it is built"
  done
  (cd "$folder" && shasum --algorithm 256 --check --status "$name.sha256") ||
    refuse "the release $VERSION is not what its checksum says"
  tar -xzf "$folder/$name" -C "$bin" journey
fi
printf '%s\n' "$bin" >>"$GITHUB_PATH"
"$bin/journey" --version
