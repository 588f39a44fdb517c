// Ink decides on styles while it is loaded, and the frames show local times: imported before both.
process.env['FORCE_COLOR'] = '1';
process.env['TZ'] = 'UTC';
// No key of a test may open an editor of whoever runs it.
delete process.env['EDITOR'];
delete process.env['VISUAL'];
