-- Runs a block that is not kept: `body`, quoted.
do {{body}};
