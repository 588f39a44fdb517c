import { type Endpoint, endpointBase, projectPath } from './endpoint.ts';
import { fileListQuery, wireFileList, wireFileWritten, wireWriteFile } from './project-file.ts';
import {
  uploadListQuery,
  wireCreateUpload,
  wireUpload,
  wireUploadCreated,
  wireUploadDeleted,
  wireUploadList,
  wireUploadUrl,
} from './upload.ts';

/** The rows of the endpoint table about files of the project: contract section 7.3. */
export const fileEndpoints = {
  'uploads.list': {
    ...endpointBase,
    method: 'GET',
    path: `${projectPath}/uploads`,
    query: uploadListQuery,
    response: wireUploadList,
    summary: 'List uploads by name',
  },
  'uploads.create': {
    ...endpointBase,
    method: 'POST',
    path: `${projectPath}/uploads`,
    body: wireCreateUpload,
    response: wireUploadCreated,
    status: 201,
    summary: 'Get an address to send a file to, once',
  },
  'uploads.get': {
    ...endpointBase,
    method: 'GET',
    path: `${projectPath}/uploads/:upload`,
    response: wireUpload,
    summary: 'Get an upload by id or path',
  },
  'uploads.delete': {
    ...endpointBase,
    method: 'DELETE',
    path: `${projectPath}/uploads/:upload`,
    response: wireUploadDeleted,
    summary: 'Remove an upload',
  },
  'uploads.url': {
    ...endpointBase,
    method: 'GET',
    path: `${projectPath}/uploads/:upload/url`,
    response: wireUploadUrl,
    summary: 'Get an address to read an upload from, for five minutes',
  },
  'files.list': {
    ...endpointBase,
    method: 'GET',
    path: `${projectPath}/files`,
    query: fileListQuery,
    response: wireFileList,
    summary: 'List the files in `uploads/` and `knowledge/`',
  },
  'files.write': {
    ...endpointBase,
    method: 'PUT',
    path: `${projectPath}/files/:file`,
    body: wireWriteFile,
    response: wireFileWritten,
    summary: 'Write a text into `knowledge/`',
  },
} as const satisfies Record<string, Endpoint>;
