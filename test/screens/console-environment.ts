// Ink decides on styles while it is loaded, and the frames show local times: imported before both.
process.env['FORCE_COLOR'] = '1';
process.env['TZ'] = 'UTC';
