// Veryfront's SDKs print a warning for every refusal; imported before them, this keeps test output calm.
process.env['LOG_LEVEL'] = 'ERROR';
