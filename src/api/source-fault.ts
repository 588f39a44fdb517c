import { z } from 'zod';
import { type SourceFault, sourceFaultCodes } from '../model/source-fault.ts';
import { nullableText } from './field.ts';

/** Ours: why a file that defines a schedule is not in force as it stands. A code of a newer server is told as a wrong definition. */
export const wireSourceFault = z.object({
  code: z.enum(sourceFaultCodes).catch('invalid_definition'),
  message: z.string(),
  source_path: z.string(),
  line: z.number().int().nullable(),
  source_trigger_id: nullableText,
  schedule_id: nullableText,
});
export const wireSourceFaultList = z.object({ data: z.array(wireSourceFault) });

export function sourceFaultToWire(fault: SourceFault): z.infer<typeof wireSourceFault> {
  return {
    code: fault.code,
    message: fault.message,
    source_path: fault.sourcePath,
    line: fault.line,
    source_trigger_id: fault.sourceId,
    schedule_id: fault.scheduleId,
  };
}

export function sourceFaultFromWire(wire: z.infer<typeof wireSourceFault>): SourceFault {
  return {
    code: wire.code,
    message: wire.message,
    sourcePath: wire.source_path,
    line: wire.line,
    sourceId: wire.source_trigger_id,
    scheduleId: wire.schedule_id,
  };
}
