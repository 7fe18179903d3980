#!/bin/sh
# Where a package is missing and can't be installed, set-up prints the one command to run and stops with status 2.
. tests/tap.sh

# a PATH with a shell's own tools only: no compiler, no pkg-config, no apt-get, no sudo
mkdir "$scratch/bin"
for tool in sh env cat sed sort tr id grep; do ln -s "$(command -v $tool)" "$scratch/bin/$tool"; done
bare() { ends_with 2 env -i PATH="$scratch/bin" sh tests/setup.sh build; }
says_what() { grep -q 'gcc.*libpcre2-dev' "$scratch/.errors"; }

# an apt-get that fails, as it does without a network
mkdir "$scratch/offline"
printf '#!/bin/sh\nexit 100\n' > "$scratch/offline/apt-get"
chmod +x "$scratch/offline/apt-get"
offline() { ends_with 2 env -i PATH="$scratch/offline:$scratch/bin" sh tests/setup.sh build; }
says_command() { [ "$(grep -c 'apt-get install -y .*libpcre2-dev' "$scratch/.errors")" -eq 1 ]; }

holds "without apt-get set-up stops with status 2" bare
holds "and says what is missing" says_what
holds "where apt-get fails set-up stops with status 2" offline
holds "and prints the one command" says_command
holds "where all is there set-up says nothing" ends_with 0 sh tests/setup.sh build
holds "nothing is printed then" [ ! -s "$scratch/.errors" ]
finish
