#!/usr/bin/env bash
# Puts copydesk on the PATH of the steps that follow: the released program, held against its checksum, or else built from
# source. A checksum that does not fit ends the step: what was downloaded is not what was released.
#
# COPYDESK_VERSION   the version; that of this action if empty
# COPYDESK_RELEASES  where releases lie; for tests
# RUNNER_TEMP, RUNNER_OS, RUNNER_ARCH, GITHUB_PATH, GITHUB_ACTION_PATH   from the runner
set -euo pipefail

own=$(sed -n 's/^version = "\(.*\)"/\1/p' "$GITHUB_ACTION_PATH/Cargo.toml" | head -n 1)
version=${COPYDESK_VERSION:-$own}
version=${version#v}
if [[ ! $version =~ ^[0-9]+\.[0-9]+\.[0-9]+([-+.][0-9A-Za-z.-]+)?$ ]]; then
  echo "::error title=copydesk::The version must be like 1.2.3"
  exit 2
fi
releases=${COPYDESK_RELEASES:-https://github.com/copydesk/copydesk/releases/download}
folder=$RUNNER_TEMP/copydesk-$version
mkdir -p "$folder"

case $RUNNER_OS-$RUNNER_ARCH in
  Linux-X64) target=x86_64-unknown-linux-musl ;;
  Linux-ARM64) target=aarch64-unknown-linux-musl ;;
  macOS-X64) target=x86_64-apple-darwin ;;
  macOS-ARM64) target=aarch64-apple-darwin ;;
  Windows-X64) target=x86_64-pc-windows-msvc ;;
  *) target= ;;
esac

checksum() {
  if command -v sha256sum > /dev/null; then sha256sum "$1"; else shasum -a 256 "$1"; fi | cut -d ' ' -f 1
}

download() {
  local archive=copydesk-$version-$target.tar.gz
  local url=$releases/v$version/$archive
  curl --fail --silent --show-error --location --retry 3 --output "$folder/$archive" "$url" || return 1
  curl --fail --silent --show-error --location --retry 3 --output "$folder/$archive.sha256" "$url.sha256" || return 1
  local expected found
  expected=$(cut -d ' ' -f 1 "$folder/$archive.sha256")
  found=$(checksum "$folder/$archive")
  if [[ $expected != "$found" ]]; then
    echo "::error title=copydesk::The checksum of $archive does not fit; nothing was installed"
    exit 2
  fi
  tar -xzf "$folder/$archive" -C "$folder"
}

if [[ -n $target ]] && download; then
  echo "$folder" >> "$GITHUB_PATH"
elif [[ $version == "$own" ]]; then
  echo "No released program for this runner: building copydesk $version from source"
  cargo install --locked --path "$GITHUB_ACTION_PATH" --root "$folder"
  echo "$folder/bin" >> "$GITHUB_PATH"
else
  echo "No released program for this runner: building copydesk $version from source"
  cargo install --locked copydesk --version "$version" --root "$folder"
  echo "$folder/bin" >> "$GITHUB_PATH"
fi
