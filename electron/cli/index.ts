const usage = `Usage: pressmark COMMAND [OPTIONS]

  --help   show this text
`

process.stdout.write(usage)
